import { assertEquals } from "@std/assert";
import { NearDuplicateIndex } from "../../lib/core/near_duplicates.ts";
import { SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";
import { SCENARIOS } from "../../lib/library/registry.ts";

/** The same in other words: names, comments and line breaks differ. */
function disguised(code: string): string {
  return code.replace(/\b(self|value|total|index)\b/g, "$1_x").replace(/^(\s*)#.*$/gm, "$1# other")
    .replace(/\n\n/g, "\n\n\n");
}

Deno.test("modules that are the same in other words are one group, others are not", () => {
  const index = new NearDuplicateIndex();
  const codes = SAMPLE_NAMES.map((name) => sampleTask({}, name).correctCode);
  const places = codes.map((code) => index.add(code));
  const twins = codes.map((code) => index.add(disguised(code)));
  assertEquals(codes.map((code) => index.add(code)), places, "what is there already is not added again");
  assertEquals(new Set([...places, ...twins]).size, 6);
  assertEquals(twins.map((place) => index.groupOf(place)), places.map((place) => index.groupOf(place)));
  assertEquals(new Set(places.map((place) => index.groupOf(place))).size, 3);
});

Deno.test("groups do not go by the order in which modules come", () => {
  const codes = SAMPLE_NAMES.flatMap((name) => {
    const { correctCode, buggyCode } = sampleTask({}, name);
    return [correctCode, disguised(correctCode), buggyCode, disguised(buggyCode)];
  });
  const groups = (order: readonly string[]) => {
    const index = new NearDuplicateIndex();
    const places = new Map(order.map((code) => [code, index.add(code)]));
    return codes.map((code) => index.groupOf(places.get(code)!));
  };
  assertEquals(groups(codes), groups(codes.toReversed()));
  assertEquals(new Set(groups(codes)).size, 3);
});

Deno.test("no two modules of the library are near-duplicates, and none is lost among many", () => {
  const index = new NearDuplicateIndex();
  const places = SCENARIOS.map((text) => index.add(text));
  assertEquals(new Set(places.map((place) => index.groupOf(place))).size, SCENARIOS.length);
  const twin = index.add(disguised(SCENARIOS[7]!));
  assertEquals(index.groupOf(twin), index.groupOf(places[7]!));
});
