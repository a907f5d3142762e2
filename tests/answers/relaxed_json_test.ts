import { assert, assertEquals, assertThrows } from "@std/assert";
import { JsonFault, parseRelaxedJson } from "../../lib/answers/relaxed_json.ts";

const READ: readonly [string, string, unknown, readonly string[]][] = [
  [
    "JSON",
    '{"a": [1, -2.5e3, true, null, "x\\n\\u00e9\\"\\/"]}',
    { a: [1, -2500, true, null, 'x\né"/'] },
    [],
  ],
  ["a pair of surrogates", '"\\ud83d\\ude00"', "\u{1f600}", []],
  ["nothing in it", "[{}, []]", [{}, []], []],
  ["a comma after the last entry", '{"a": [1, 2,],}', { a: [1, 2] }, ["trailing_commas_removed"]],
  ["comments", '{ // one\n"a": 1, /* two\n */ "b": 2 # three\n}', { a: 1, b: 2 }, ["comments_removed"]],
  ["a comment's marks in a text", '{"a": "// no #"}', { a: "// no #" }, []],
  ["line breaks in a text", '{"a": "x\n  y"}', { a: "x\n  y" }, ["line_breaks_in_quotes"]],
  ["single quotes", "{'a': 'it\\'s \"x\"'}", { a: 'it\'s "x"' }, ["single_quotes"]],
  ["Python's words", "[True, False, None]", [true, false, null], []],
  ["keys without quotes", "{a_1: 1}", { a_1: 1 }, ["keys_quoted"]],
];

Deno.test("parseRelaxedJson() reads JSON, and passes over faults that leave no doubt", async (t) => {
  for (const [name, text, value, repairs] of READ) {
    await t.step(name, () => {
      assertEquals(parseRelaxedJson(`before ${text} after`, 7), { value, end: 7 + text.length, repairs });
    });
  }
});

const REFUSED: readonly [string, string, string][] = [
  ["a key twice", '{"a": 1, "a": 2}', '"a" stands there twice'],
  ["an unknown escape", '{"a": "\\lambda"}', '"\\l" is no escape'],
  ["half an escape", '{"a": "\\u00g0"}', '"\\u" is no escape'],
  ["an unescaped quote", '{"a": "say "no" now"}', "a comma is missing"],
  ["no comma", '{"a": 1 "b": 2}', "a comma is missing"],
  ["no colon", '{"a" 1}', "a colon is missing"],
  ["no key", "{: 1}", "a key is missing"],
  ["no value", '{"a": }', "a value is missing"],
  ["a bare word", '{"a": yes}', "a value is not quoted"],
  ["a number that is none", '{"a": 1.2.3}', "a value is not quoted"],
  ["two commas", "[1,,2]", "a value is missing"],
  ["too many brackets", "[".repeat(100_000), "it is nested too deeply"],
];

Deno.test("parseRelaxedJson() refuses what could mean two things", async (t) => {
  for (const [name, text, state] of REFUSED) {
    await t.step(name, () => {
      assertThrows(() => parseRelaxedJson(text, 0), JsonFault, `Cannot read JSON: ${state}`);
    });
  }
});

Deno.test("parseRelaxedJson() knows wherever a text is cut", () => {
  const text = '{"a": [1, {"b": "x\\u00e9"}, true], \'c\': null}';
  for (let end = 0; end < text.length; end++) {
    const fault = assertThrows(() => parseRelaxedJson(text.slice(0, end), 0), JsonFault);
    // A cut within a word or an escape leaves a fault before the end.
    assert(
      fault.isCut || /no escape|not quoted/.test(fault.message),
      `${text.slice(0, end)}: ${fault.message}`,
    );
  }
});
