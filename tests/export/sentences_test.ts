import { assertEquals } from "@std/assert";
import { codeSpansOf, sentencesOf } from "../../lib/export/sentences.ts";

Deno.test("sentencesOf() ends no sentence within inline code", () => {
  assertEquals(sentencesOf('`f(x=1. )` is it. "So!" Is `a. b` right? ``x ` y. z`` is.'), [
    "`f(x=1. )` is it.",
    '"So!"',
    "Is `a. b` right?",
    "``x ` y. z`` is.",
  ]);
  assertEquals(sentencesOf("1.5 is one."), ["1.5 is one."]);
  assertEquals(sentencesOf(" "), []);
});

Deno.test("codeSpansOf() gives inline code without its marks", () => {
  assertEquals(codeSpansOf("`a` and `` b ` c `` and `d`"), ["a", "b ` c", "d"]);
});
