import { assertEquals } from "@std/assert";
import { isAbsurd } from "../../lib/bugs/absurd_code.ts";
import { parsePythonAll } from "../support/parse_python.ts";

Deno.test("isAbsurd() knows what nobody writes on purpose", async () => {
  const absurd = [
    "x = a if c else a",
    "x = y - y",
    "x = (a.b + 1) / (a.b+1)",
    "x = a < a",
    "x = a and a",
    "x = max(a, a)",
    "x = x",
  ];
  const fine = ["x = a if c else b", "x = y * y", "x = y + y", "x = a < b", "x = max(a)", "x = x + 1"];
  const sources = [...absurd, ...fine];
  const trees = await parsePythonAll(sources);
  const found = sources.filter((source, at) =>
    isAbsurd({ source, tree: trees[at]! }, { start: 0, end: source.length })
  );
  assertEquals(found, absurd);
  assertEquals(isAbsurd({ source: absurd[0]!, tree: trees[0]! }, { start: 0, end: 3 }), false);
});
