import { STUB_RESULTS, stubModule } from "../../../lib/bugs/stub_module.ts";
import type { AstNode } from "../../../lib/core/ast.ts";
import type { Python, TaskFiles } from "../../../lib/core/python.ts";
import { screenModule, screenTests } from "../../../lib/core/screen_source.ts";
import type { Attack } from "./attack.ts";
import { TRUTH } from "./judge_run.ts";
import { readAttackFile } from "./read_attacks.ts";

/**
 * Whether the program refuses an attack's sources before it believes any verdict of them: by its screen, or since the test
 * that truly fails comes out as passed also where the module does nothing.
 *
 * @param options.own The attack's own source, without the tools that all attacks have in common.
 */
export async function isRefused(
  { where }: Attack,
  { pool, files, own }: { pool: Python; files: TaskFiles; own: string },
): Promise<boolean> {
  const source = withImports(where === "test" ? asFunction(own) : own);
  const tree = await parse(source, pool);
  const empty = await parse("", pool);
  const findings = where === "module"
    ? screenModule(tree)
    : screenTests(tree, { name: "thing", tree: empty });
  return findings.length > 0 || await passesOnStubs(files, pool);
}

async function passesOnStubs(files: TaskFiles, pool: Python): Promise<boolean> {
  const tree = await parse(files.code, pool);
  const passed = await Promise.all(STUB_RESULTS.map(async (result) => {
    const run = await pool.runTests({ ...files, code: stubModule(files.code, tree, result) }, {
      limitMs: 5000,
    });
    return run.kind === "finished" && run.tests.some(({ id, status }) => id === TRUTH && status === "passed");
  }));
  return passed.every(Boolean);
}

/** The source with the imports that it would need without the tools: of those, just the ones that it uses. */
function withImports(source: string): string {
  const names = [...readAttackFile("tools.py").matchAll(/^import (\w+)$/gm)].map((match) => match[1]!);
  const used = names.filter((name) => new RegExp(`\\b${name}\\.`).test(source));
  return used.map((name) => `import ${name}\n`).join("") + source;
}

function asFunction(body: string): string {
  return `def test_attack(self):\n${body.trimEnd().split("\n").map((line) => `    ${line}\n`).join("")}`;
}

async function parse(source: string, pool: Python): Promise<AstNode> {
  const parsed = await pool.parse(source);
  if (!parsed.ok) throw new Error(`Cannot screen "an attack": ${parsed.message}`);
  return parsed.tree;
}
