import { assertEquals, assertMatch } from "@std/assert";
import { llmFeature } from "../../lib/bugs/llm_feature.ts";
import { llmVariants } from "../../lib/bugs/llm_variants.ts";
import type { ChatMessage } from "../../lib/core/chat.ts";
import { featureMessages, variantMessages } from "../../lib/bugs/llm_prompts.ts";
import { scriptedChat } from "../support/scripted_chat.ts";
import { bugRequest } from "../support/bug_request.ts";

const SHOWN = "one text of the module\nfirst text of the module\nsecond text of the module\n";

Deno.test("the forms that the prompts show are read", async () => {
  const request = await bugRequest("def f():\n    return 1\n");
  const module = { ...request.module, spec: { ...request.module.spec, correctCode: SHOWN } };
  const shown = (messages: readonly ChatMessage[], from: string) => {
    const [{ content }] = messages as [ChatMessage];
    const form = content.slice(content.indexOf(from), content.indexOf("end: true") + "end: true\n".length);
    // A word that would give a bug away.
    return scriptedChat(form.replaceAll("faulty", "other"));
  };
  const bugs = await llmVariants(shown(variantMessages(request, 1), "bugs:\n")).propose({
    ...request,
    module,
  });
  assertEquals([bugs.refused, bugs.candidates.map(({ code }) => code)], [[], [
    SHOWN.replace("one text of the module", "the other text"),
    SHOWN.replace(/first.*\nsecond.*\n/, "first other text\nsecond other text\n"),
  ]]);
  const change = await llmFeature(shown(featureMessages(request), "change:")).propose({ ...request, module });
  assertEquals([change.refused, change.candidates.map(({ code }) => code)], [[], [
    SHOWN.replace("one text of the module", "the text in its place"),
  ]]);
});

Deno.test("prompts ask for the number of bugs in words, and for the line that proves an answer whole", async () => {
  const request = await bugRequest();
  assertMatch(variantMessages(request, 1)[1]!.content, /Write 1 bug for this module\./);
  assertMatch(variantMessages(request, 5)[1]!.content, /Write 5 bugs for this module\./);
  for (const messages of [variantMessages(request, 5), featureMessages(request)]) {
    assertMatch(messages[0]!.content, /The last line is "end: true"/);
    assertMatch(messages[1]!.content, /Answer with the YAML document alone\.$/);
  }
});
