import { assertEquals } from "@std/assert";
import { unifiedDiff } from "../../lib/core/unified_diff.ts";
import { exactEdits } from "../../lib/export/exact_edits.ts";

const edits = (before: string, after: string) => exactEdits(before, unifiedDiff(["a", before], ["b", after]));

Deno.test("exactEdits() gives the changed lines alone where they stand once", () => {
  assertEquals(edits("a\nb\nc\n", "a\nB\nc\n"), [{ old: "b", put: "B" }]);
  assertEquals(edits("a\nb\nc\n", "a\nB\nC\n"), [{ old: "b\nc", put: "B\nC" }]);
});

Deno.test("exactEdits() takes lines around a text that stands elsewhere too, or is empty", () => {
  assertEquals(edits("x\na\nx\nb\n", "x\na\ny\nb\n"), [{ old: "a\nx\nb", put: "a\ny\nb" }]);
  assertEquals(edits("a\nc\n", "a\nb\nc\n"), [{ old: "a\nc", put: "a\nb\nc" }]);
  assertEquals(
    edits("a\nb\nc\n", "a\nc\n"),
    [{ old: "a\nb\nc", put: "a\nc" }],
  );
});

Deno.test("exactEdits() changes places that lie apart one after the other", () => {
  const before = Array.from({ length: 30 }, (_, at) => `line ${at};`).join("\n") + "\n";
  const after = before.replace("line 2;", "second").replace("line 25;", () => "late $& line");
  const made = edits(before, after)!;
  assertEquals(made.map(({ put }) => put), ["second", "late $& line"]);
  assertEquals(made.reduce((text, { old, put }) => text.replace(old, () => put), before), after);
});

Deno.test("exactEdits() gives nothing for a diff that does not fit", () => {
  assertEquals(exactEdits("a\n", "@@ -1,1 +1,1 @@\n-b\n+c\n"), null);
  assertEquals(exactEdits("a\na\n", "@@ -1,1 +1,1 @@\n-a\n+c\n"), null);
});
