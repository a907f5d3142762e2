import { assertEquals } from "@std/assert";
import { applyUnifiedDiff, changedLines, unifiedDiff } from "../../lib/core/unified_diff.ts";

const LINES = Array.from({ length: 12 }, (_, at) => `line ${at + 1}\n`);
const TEXT = LINES.join("");

Deno.test("unifiedDiff() shows the change with three lines around it", () => {
  const other = TEXT.replace("line 6\n", "LINE 6\n");
  assertEquals(
    unifiedDiff(["correct.py", TEXT], ["buggy.py", other]),
    "--- correct.py\n+++ buggy.py\n@@ -3,7 +3,7 @@\n line 3\n line 4\n line 5\n-line 6\n+LINE 6\n line 7\n line 8\n line 9\n",
  );
  assertEquals(unifiedDiff(["a", TEXT], ["b", TEXT]), "");
});

Deno.test("applyUnifiedDiff() leads from one text to the other, for every change", () => {
  const others = [
    TEXT.replace("line 1\n", ""),
    TEXT + "more\n",
    TEXT.trimEnd(),
    TEXT.replace("line 3\n", "--- three\n+++ 3\n@@ -1 +1 @@\n"),
    TEXT.replace("line 2", "zwölf 😀").replace("line 11", ""),
    "",
    "\n" + TEXT,
    TEXT.replaceAll("line", "- line"),
  ];
  for (const other of others) {
    assertEquals(applyUnifiedDiff(TEXT, unifiedDiff(["a", TEXT], ["b", other])), other);
    assertEquals(applyUnifiedDiff(other, unifiedDiff(["a", other], ["b", TEXT])), TEXT);
  }
});

Deno.test("applyUnifiedDiff() gives null for a diff that does not fit, or is none", () => {
  const diff = unifiedDiff(["a", TEXT], ["b", TEXT.replace("line 6", "LINE 6")]);
  assertEquals(applyUnifiedDiff(TEXT.replace("line 5", "line five"), diff), null);
  assertEquals(applyUnifiedDiff("", diff), null);
  assertEquals(applyUnifiedDiff(TEXT, diff.replace("@@ -3,7", "@@ -3,9")), null);
});

Deno.test("applyUnifiedDiff() gives up a diff whose place would be looked for without end", () => {
  const lines = 300_000;
  const diff = `--- a\n+++ b\n@@ -1,${lines + 1} +1,${lines} @@\n${" \n".repeat(lines)}-x\n`;
  // With every line compared at every place this is a hundred billion comparisons.
  assertEquals(applyUnifiedDiff("\n".repeat(2 * lines), diff), null);
});

Deno.test("changedLines() counts what is taken away or put in, whichever is more, and no names of files", () => {
  const lines = (before: string, after: string) => changedLines(unifiedDiff(["a", before], ["b", after]));
  assertEquals([lines("a\nb\n", "a\nc\n"), lines("a\nb\nc\n", "a\n"), lines("a\n", "a\n-- b\n++ c\n")], [
    1,
    2,
    2,
  ]);
  assertEquals(changedLines(""), 0);
});
