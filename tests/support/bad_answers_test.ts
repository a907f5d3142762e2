import { assert, assertEquals } from "@std/assert";
import { readSpec } from "../../lib/answers/read_spec.ts";
import { openSender } from "../../lib/llm/send.ts";
import { checkSources } from "../../lib/stages/2_spec.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import { BAD_DOCUMENTS, BAD_FORMS, type ModelAnswer } from "./bad_answers.ts";
import { FAULTS } from "./chaos_faults.ts";
import { chatCompletion } from "./chat_completion.ts";
import { composeDocument, generateScenarios, readParts } from "./generated_modules.ts";
import { startOpenAIServer } from "./openai_server.ts";
import { renderYaml } from "./render_document.ts";
import { sharedPool } from "./with_pool.ts";

const python = sharedPool([1, 2]);
const scenario = generateScenarios(await readParts(), 1)[0]!;
const document = composeDocument(scenario.seed, scenario.parts, "composed");
const good = renderYaml(document);

/** What the program makes of an answer: the reason why it is refused, "same" for the good document, else "other". */
async function fateOf({ text, finishReason, refusal }: ModelAnswer): Promise<string> {
  if (refusal !== undefined || finishReason !== undefined) return "ended badly";
  const { outcome } = readSpec(text, document.seed, null);
  if (!outcome.ok) return outcome.rejection.reason;
  const { spec } = outcome.value;
  if (spec.correctCode === document.keys.correct_code && spec.unitTests === document.keys.unit_tests) {
    return "same";
  }
  const checked = await checkSources(spec, python());
  if (!checked.ok) return checked.rejection.reason;
  const healthy = await proveHealthy(checked.value, python());
  return healthy.ok ? "other" : healthy.rejection.reason;
}

Deno.test("BAD_FORMS and BAD_DOCUMENTS change the answer, and never come to another healthy module", async () => {
  const fates = new Map<string, string>();
  for (const [kind, make] of Object.entries(BAD_FORMS)) fates.set(kind, await fateOf(make(good)));
  for (const [kind, make] of Object.entries(BAD_DOCUMENTS)) {
    const answer = make(document);
    assert(answer.text !== good, `${kind} changes nothing`);
    fates.set(kind, await fateOf(answer));
  }
  assertEquals([...fates].filter(([, fate]) => fate === "other"), []);
  const refused = new Set([...fates.values()].filter((fate) => fate !== "same"));
  for (const fate of EXPECTED_FATES) assert(refused.has(fate), `${fate} in ${JSON.stringify([...fates])}`);
  assert(refused.size < fates.size, "some can be read all the same");
});

/** Bad answers reach every check that an answer has to pass. */
const EXPECTED_FATES = [
  "ended badly",
  "answer_not_yaml",
  "answer_incomplete",
  "answer_invalid",
  "code_syntax",
  "tests_syntax",
  "foreign_import",
  "tests_do_not_import",
  "no_tests",
  "healthy_fails",
  "healthy_import",
  "screened_code",
  "screened_tests",
  "healthy_flaky",
  "output_too_long",
];

Deno.test("FAULTS give no answer, each in its own way", async () => {
  const body = JSON.stringify(chatCompletion(good));
  const failures = new Map<string, string>();
  for (const [kind, make] of Object.entries(FAULTS)) {
    await using server = startOpenAIServer([make(body)]);
    const sender = openSender({
      model: "m",
      apiKey: "none",
      baseUrl: server.url,
      limitParameter: "max_tokens",
      requestTimeoutMs: 5000,
      idleTimeoutMs: 50,
    });
    const sent = await sender.send([{ role: "user", content: "?" }], new AbortController().signal);
    failures.set(kind, sent.kind === "failed" ? sent.failure : "answered");
  }
  assertEquals([...failures].filter(([, failure]) => failure === "answered"), []);
  assertEquals(failures.get("reset"), "connection");
  assertEquals(failures.get("cut_in_the_body"), "connection");
  assertEquals(failures.get("stall_at_once"), "stalled");
  assertEquals(failures.get("half_json"), "not JSON");
  assertEquals(failures.get("busy"), "status 429");
});
