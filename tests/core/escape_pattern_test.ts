import { assert } from "@std/assert";
import { escapePattern } from "../../lib/core/escape_pattern.ts";

Deno.test("escapePattern() matches a text and nothing else, with any flags", () => {
  const printable = String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at));
  for (const text of [printable, "<module>", "f(x) -> [y] / 2", "größe", "a-b#c~d&e"]) {
    for (const flags of ["", "u", "v", "iu"]) {
      assert(new RegExp(`^${escapePattern(text)}$`, flags).test(text), `${text} ${flags}`);
    }
  }
  assert(!new RegExp(`^${escapePattern("a.b")}$`).test("axb"));
});
