import { assertEquals } from "@std/assert";
import { markdownTable, markdownText } from "../../lib/export/markdown_text.ts";

Deno.test("plain words stay as they are in Markdown", () => {
  for (
    const plain of [
      "Orbital Mechanics",
      "comparison_equality",
      "3.11.7",
      "numpy.linalg.LinAlgError",
      "model (m-1)",
      "C#",
      "a - b, 100 %",
    ]
  ) {
    assertEquals(markdownText(plain), plain);
  }
});

Deno.test("what Markdown or HTML would obey is shown instead", () => {
  const cases = [
    ["a | b", "a \\| b"],
    ["<b>&amp;", "&lt;b&gt;&amp;amp;"],
    ["_it_ snake_case", "\\_it\\_ snake_case"],
    ["![a](b) [c](d)", "!\\[a\\](b) \\[c\\](d)"],
    ["# head\n---", "\\# head ---"],
    ["- item", "\\- item"],
    ["12. item", "12\\. item"],
    ["http://a.example www.a.example", "http\\://a.example www\\.a.example"],
    ["\x1b[0m\u2028", "\\\\u001b\\[0m"],
    ["\\", "\\\\"],
  ] as const;
  for (const [text, shown] of cases) assertEquals(markdownText(text), shown);
});

Deno.test("a table has its numbers to the right", () => {
  assertEquals(
    markdownTable(["Name", "Tasks"], [["a", "1"]], { right: ["Tasks"] }),
    "| Name | Tasks |\n| --- | ---: |\n| a | 1 |",
  );
});
