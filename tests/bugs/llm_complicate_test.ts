import { assertEquals, assertStringIncludes } from "@std/assert";
import { llmFeature } from "../../lib/bugs/llm_feature.ts";
import { llmVariants } from "../../lib/bugs/llm_variants.ts";
import type { TrivialBug } from "../../lib/core/bug_strategy.ts";
import { bugRequest } from "../support/bug_request.ts";
import { ANSWER_USAGE, scriptedChat } from "../support/scripted_chat.ts";
import { GAUGE_CODE } from "../support/small_scenarios.ts";

const request = await bugRequest();

/** A trivial bug with one text of the module replaced. */
function trivial(find: string, replace: string, why: string): TrivialBug {
  const candidate = {
    strategy: "llm_variant",
    operator: "llm_variant",
    family: "model",
    edits: [],
    code: GAUGE_CODE.replace(find, () => replace),
    function: "mean",
    line: 1,
    description: `It has ${replace}.`,
    rootCause: "",
  } as const;
  return { candidate, verdict: { kind: "invalid", reason: why }, why };
}

const TRIVIAL = [
  trivial("len(values)", "len(value)", "TestGauge.test_mean ends with NameError"),
  trivial("def rises", "dfe rises", "importing fails: SyntaxError"),
];
const ANSWER = `bugs:
  - description: "mean counts one more."
    root_cause: "Off by one."
    find: "/ len(values)"
    replace: "/ (len(values) + 1)"
  - description: "It adds a remark."
    root_cause: "None."
    find: "count += 1"
    replace: "count += 2  # two"
end: true
`;

Deno.test("complicate() asks once, with code, bugs and why they are trivial, and reads bugs as any others", async () => {
  for (const [make, name] of [[llmVariants, "llm_variant"], [llmFeature, "llm_feature"]] as const) {
    const chat = scriptedChat(ANSWER);
    const { candidates, refused, usage } = await make(chat).complicate!(request, TRIVIAL);
    assertEquals(
      candidates.map(({ strategy, operator, family, code }) => [strategy, operator, family, code]),
      [
        [name, name, "model", GAUGE_CODE.replace("/ len(values)", "/ (len(values) + 1)")],
      ],
    );
    assertEquals(candidates[0]!.description, "mean counts one more.");
    assertEquals(refused.map(({ reason }) => reason), ["llm_bug_comments_changed"]);
    assertEquals(usage, ANSWER_USAGE);
    const [{ purpose, subject, messages }, ...more] = chat.asked as [typeof chat.asked[number]];
    assertEquals([purpose, subject, more], ["complicate", request.subject, []]);
    const user = messages[1]!.content;
    assertStringIncludes(user, GAUGE_CODE);
    assertStringIncludes(
      user,
      "-    return sum(values) / len(values)\n+    return sum(values) / len(value)\n",
    );
    assertStringIncludes(user, "It has len(value).\nToo easy: TestGauge.test_mean ends with NameError.");
    assertStringIncludes(user, "Too easy: importing fails: SyntaxError.");
  }
});

Deno.test("what does not depend on the module stands first and is the same for variants and their repeats", async () => {
  const chat = scriptedChat("bugs: []\nend: true\n", ANSWER, "bugs: []\nend: true\n");
  const strategy = llmVariants(chat);
  await strategy.propose(request);
  await strategy.complicate!(request, TRIVIAL);
  await strategy.propose(await bugRequest("def f():\n    return 1\n"));
  const [first, second, other] = chat.asked.map(({ messages }) => messages.map(({ content }) => content));
  assertEquals([first![0], first![0]], [second![0], other![0]]);
  const until = first![1]!.indexOf("Write 6 bugs");
  assertEquals(first![1]!.slice(0, until), second![1]!.slice(0, until));
});
