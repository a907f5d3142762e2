import { contentHash } from "../../lib/core/content_hash.ts";
import { fromFileUrl } from "@std/path";
import { parse } from "@std/yaml";
import { apiError, chatCompletion } from "./chat_completion.ts";
import type { RecordedRequest, Reply } from "./openai_server.ts";

/** One scenario of the library: its document, and the texts by which a prompt is known to ask for it. */
export interface Scenario {
  readonly text: string;
  readonly names: readonly string[];
}

const FOLDER = new URL("../../lib/library/scenarios/", import.meta.url);

/** All scenarios of the offline library, by file name. */
export async function readScenarios(folder: URL = FOLDER): Promise<Scenario[]> {
  const files = [...Deno.readDirSync(fromFileUrl(folder))].map(({ name }) => name).filter((name) =>
    name.endsWith(".yaml")
  );
  return await Promise.all(
    files.sort().map(async (name) => {
      const text = await Deno.readTextFile(new URL(name, folder));
      const document = parse(text, { schema: "core" }) as Record<string, string>;
      return { text, names: [document.domain!, document.topic!, document.subtopic!] };
    }),
  );
}

/**
 * Answers each request with the scenario that its prompt names, and with an apology where there is none.
 * A share of the answers (0 to 1) is junk of all kinds. Which ones depends only on the scenario and on how
 * often it was asked for, so it is the same in each run, whatever the order of the requests.
 */
export function libraryReplies(
  scenarios: readonly Scenario[],
  badShare = 0,
): (request: RecordedRequest) => Reply {
  const asked = new Map<Scenario, number>();
  return (request) => {
    const prompt = promptOf(request.body);
    const scenario = scenarios.find(({ names }) => names.every((name) => prompt.includes(name)));
    if (scenario === undefined) return { body: chatCompletion("I am sorry, I do not know this subject.") };
    const count = (asked.get(scenario) ?? 0) + 1;
    asked.set(scenario, count);
    const chance = parseInt(contentHash(`${scenario.names.join("::")} ${count}`).slice(0, 8), 16);
    if (chance / 2 ** 32 >= badShare) return { body: chatCompletion(scenario.text) };
    return JUNK[chance % JUNK.length]!(scenario.text);
  };
}

/** Junk that real models and servers give, made from the right answer. */
export const JUNK: readonly ((text: string) => Reply)[] = [
  () => ({ body: chatCompletion("I am sorry, but I cannot help with that.") }),
  // A cut in the tests would still be a document: here all after the module is gone.
  (text) => ({ body: chatCompletion(text.slice(0, text.indexOf("\nunit_tests:"))) }),
  (text) => ({ body: chatCompletion(text.slice(0, text.length / 2), { finishReason: "length" }) }),
  (text) => ({ body: chatCompletion(`Here is the document:\n\`\`\`yaml\n${text}\`\`\`\nI hope it helps!`) }),
  (text) => ({ body: chatCompletion(text.replace(/^summary:.*\n/m, "")) }),
  (text) => ({ body: chatCompletion(text.replace(/^module_name:.*$/m, "module_name: math")) }),
  (text) => ({ body: chatCompletion(text.replace(/^topic:.*$/m, "topic: Something Else")) }),
  // A module that does not parse, and one whose tests fail.
  (text) => ({ body: chatCompletion(text.replace("return ", "retrun ")) }),
  (text) => ({
    body: chatCompletion(
      text.replace("unittest.TestCase):", "unittest.TestCase):\n      def test_x(self): self.fail()"),
    ),
  }),
  (text) => ({ body: chatCompletion(text, { finishReason: "content_filter" }) }),
  () => ({ body: chatCompletion("") }),
  () => ({ body: { object: "chat.completion", choices: [] } }),
  () => ({ body: "<html>gateway</html>", headers: { "content-type": "text/html" } }),
  () => ({ status: 400, body: apiError("the prompt was flagged", "invalid_prompt") }),
  () => ({ status: 503, body: apiError("overloaded"), headers: { "retry-after-ms": "10" } }),
  () => ({ body: '{"choices": [', ending: "cut" }),
];

function promptOf(body: unknown): string {
  const messages = (body as { messages?: { content?: unknown }[] } | null)?.messages;
  return Array.isArray(messages) ? messages.map((message) => String(message.content)).join("\n") : "";
}
