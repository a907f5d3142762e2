import { assert, assertEquals } from "@std/assert";
import { parseJson } from "../../lib/core/parse_json.ts";

function problemOf(text: string, maxValues?: number): string {
  const outcome = parseJson(text, maxValues);
  return outcome.ok ? "taken" : outcome.rejection.detail;
}

Deno.test("parseJson() gives what JSON.parse() gives", () => {
  const texts = [
    "1",
    '"a"',
    "null",
    " [] ",
    '{"a": [1, {"b": "]]]],,,,"}]}',
    '"\\\\"',
    '"\\"[["',
    '{"__proto__": 1}',
  ];
  for (const text of texts) assertEquals(parseJson(text), { ok: true, value: JSON.parse(text) });
});

Deno.test("parseJson() refuses what is no JSON, without an error", () => {
  for (const text of ["", "{", "nul", "\ufeff{}", '"', '"\\', "[1,]", "'a'", "1e", "\0"]) {
    assertEquals(problemOf(text), "it is not valid JSON");
  }
});

Deno.test("parseJson() reads 64 levels, and refuses more before anything is made of them", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  assert(parseJson(nested(64)).ok);
  for (const text of [nested(65), nested(5_000_000), "[".repeat(5_000_000), '{"a":'.repeat(1_000_000)]) {
    assertEquals(problemOf(text), "it is nested more than 64 deep");
  }
  // Brackets in strings open nothing, and what is closed again is not deep.
  assert(parseJson(`["${"[".repeat(1000)}"]`).ok);
  assert(parseJson(`[${"[],".repeat(1000)}1]`).ok);
});

Deno.test("parseJson() counts values before they are made", () => {
  assertEquals(problemOf("[1,2,3]", 4), "taken");
  assertEquals(problemOf("[1,2,3,4]", 4), "it holds more than 4 values");
  assertEquals(problemOf('{"a":{},"b":[]}', 3), "it holds more than 3 values");
  assertEquals(problemOf('["a,b,c,d,e,f"]', 2), "taken");
  assertEquals(problemOf(`[${"[],".repeat(5_000_000)}1]`), "it holds more than 1000000 values");
});
