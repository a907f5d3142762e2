import { assertEquals } from "@std/assert";
import { chooseWords } from "../../lib/bugs/choose_words.ts";
import type { MutationSite } from "../../lib/core/operator.ts";

Deno.test("chooseWords() says the same of the same place, and not the same of every place", () => {
  const wordings = { description: ["A.", "B."], rootCause: ["C.", "D.", "E."] } as const;
  const told = (start: number) => chooseWords(siteAt(start), wordings);
  assertEquals(told(7), told(7));
  const all = Array.from({ length: 60 }, (_, at) => told(at));
  assertEquals([...new Set(all.map(({ description }) => description))].sort(), ["A.", "B."]);
  assertEquals([...new Set(all.map(({ rootCause }) => rootCause))].sort(), ["C.", "D.", "E."]);
});

function siteAt(start: number): MutationSite {
  return { node: { type: "Name", start, end: start + 1, line: 1 }, ancestors: [], source: "" };
}
