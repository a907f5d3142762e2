import { assertEquals } from "@std/assert";
import { shortened, visibleText } from "../../lib/core/visible_text.ts";

Deno.test("visibleText() leaves no character that a terminal obeys, but line feeds", () => {
  const hostile = "\x1b[31m\x07\r\t\x7f\x9b\x85\u200b\u202e\u2066\u2028\u2029\ufeff\ud800";
  assertEquals(
    visibleText(`a${hostile}b\nc`),
    "a\\u001b[31m\\u0007\\u000d\\u0009\\u007f\\u009b\\u0085\\u200b\\u202e\\u2066\\u2028\\u2029\\ufeff\\ud800b\nc",
  );
  assertEquals(visibleText("\u{e0041}"), "\\udb40\\udc41");
  for (const text of ["", "plain", "äöü 漢字 😀 ½ é"]) assertEquals(visibleText(text), text);
});

Deno.test("visibleText() lets every JSON text say the same", () => {
  for (let code = 0; code <= 0xffff; code++) {
    const text = JSON.stringify({ [`k${String.fromCharCode(code)}`]: [String.fromCharCode(code)] }, null, 2);
    assertEquals(JSON.parse(visibleText(text)), JSON.parse(text));
  }
});

Deno.test("shortened() cuts no character in two", () => {
  assertEquals(shortened("abc", 3), "abc");
  assertEquals(shortened("abcd", 3), "abc...");
  assertEquals(shortened("ab😀d", 3), "ab...");
  assertEquals(shortened("ab😀d", 4), "ab😀...");
});
