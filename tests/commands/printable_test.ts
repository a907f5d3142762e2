import { assertEquals } from "@std/assert";
import { printable } from "../../lib/commands/printable.ts";

Deno.test("printable() puts a text on one line, without what a terminal obeys", () => {
  assertEquals(printable("a\n\n  b\r\n\x1b]8;;http://x\x07c"), "a b \\u001b]8;;http://x\\u0007c");
  assertEquals(printable("  plain  "), "  plain  ");
});

Deno.test("printable() prints the beginning of a text without end, also of blanks alone", () => {
  assertEquals(printable("x".repeat(10_000_000)), "x".repeat(4000) + "...");
  assertEquals(printable(" ".repeat(10_000_000) + "\n").length, 4003);
  assertEquals(printable("😀".repeat(10), 5), "😀😀...");
});
