import { assertEquals, assertNotEquals } from "@std/assert";
import { bugKey } from "../../lib/core/bug_key.ts";

const fix = (before: string, after: string, around = " x = 1") =>
  `--- m.py\n+++ m.py\n@@ -1,2 +1,2 @@\n${around}\n-    ${before}\n+    ${after}\n`;

Deno.test("bugKey() is the same for the same change under other names, and wherever it stands", () => {
  const key = bugKey(fix("return a - b", "return a + b"));
  assertEquals(bugKey(fix("return left - right", "return left + right", " y = 2")), key);
  assertEquals(bugKey(fix("return a - b  # why", "return a + b")), key);
  assertNotEquals(bugKey(fix("return a * b", "return a + b")), key);
  assertNotEquals(bugKey(fix("return a + b", "return a - b")), key);
  assertNotEquals(bugKey(fix("return b - a", "return a + b")), key);
});
