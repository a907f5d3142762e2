import { assertEquals } from "@std/assert";
import { OPERATORS } from "../../lib/bugs/operators/registry.ts";
import { operatorDocs } from "../../scripts/operator_docs.ts";

Deno.test("docs/operators.md says what the operators say: `deno task docs` writes it", () => {
  const written = Deno.readTextFileSync(new URL("../../docs/operators.md", import.meta.url));
  assertEquals(written, operatorDocs(OPERATORS));
});

Deno.test("docs/operators.md has every operator in one of its families", () => {
  const named = [...operatorDocs(OPERATORS).matchAll(/^### (\w+)$/gm)].map(([, name]) => name!);
  assertEquals(named.sort(), OPERATORS.map(({ name }) => name).sort());
});
