import { assertEquals, assertThrows } from "@std/assert";
import { parseState, readStateFile } from "../../lib/catalogue/state_file.ts";
import { UsageError } from "../../lib/core/errors.ts";

const KNOWN = new Set(["a::b::c", "a::b::d"]);

Deno.test("parseState() reads keys of first and later draws", () => {
  const keys = ["a::b::d", "a::b::c", "a::b::c#2"];
  assertEquals(parseState(JSON.stringify(keys), { path: "s", knownKeys: KNOWN }), keys);
  assertEquals(parseState('["x"]', { path: "s", knownKeys: null }), ["x"]);
});

Deno.test("parseState() tells in one line what is wrong", () => {
  const cases: [text: string, message: string][] = [
    ["", `Cannot read state "s": it is not valid JSON; restore it from a copy, or delete it to start anew`],
    [
      '["a::b',
      `Cannot read state "s": it is not valid JSON; restore it from a copy, or delete it to start anew`,
    ],
    ["{}", `Cannot read state "s": it is not a list of strings`],
    ['["a::b::c", 3]', `Cannot read state "s": entry 2 is not a string`],
    ['["a::b::c", "a::b::c"]', `Cannot read state "s": entry 2 "a::b::c" is a duplicate of entry 1`],
    ['["a::b::e#2"]', `Cannot use state "s": "a::b::e#2" is not in the catalogue`],
  ];
  for (const [text, message] of cases) {
    const error = assertThrows(() => parseState(text, { path: "s", knownKeys: KNOWN }), UsageError);
    assertEquals(error.message, message);
  }
});

Deno.test("readStateFile() takes a missing file for an empty state", async () => {
  assertEquals(await readStateFile("/no/such/state.json", { knownKeys: KNOWN }), []);
});
