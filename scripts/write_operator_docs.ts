/**
 * Writes docs/operators.md from the operators themselves.
 *
 * `deno run -A scripts/write_operator_docs.ts`
 *
 * @module
 */
import { OPERATORS } from "../lib/bugs/operators/registry.ts";
import { operatorDocs } from "./operator_docs.ts";

Deno.writeTextFileSync(new URL("../docs/operators.md", import.meta.url), operatorDocs(OPERATORS));
