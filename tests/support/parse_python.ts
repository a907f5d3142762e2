import type { AstNode } from "../../lib/core/ast.ts";
import { pythonPath } from "./python_path.ts";

const MAIN = `
import json, sys
json.dump([dump(source) for source in json.load(sys.stdin)], sys.stdout)
`;

/** The syntax tree of one module, by a real Python. */
export async function parsePython(source: string): Promise<AstNode> {
  const [tree] = await parsePythonAll([source]);
  return tree!;
}

/** The syntax trees of several modules, by one process. */
export async function parsePythonAll(sources: readonly string[]): Promise<AstNode[]> {
  const dump = await Deno.readTextFile(new URL("../../lib/python/dump_ast.py", import.meta.url));
  const python = new Deno.Command(await pythonPath(), {
    args: ["-S", "-c", dump + MAIN],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(60_000),
  }).spawn();
  const writer = python.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(sources)));
  await writer.close();
  const { success, stdout, stderr } = await python.output();
  if (!success) {
    throw new Error(`Cannot parse "${sources[0]?.slice(0, 40)}": ${new TextDecoder().decode(stderr)}`);
  }
  return JSON.parse(new TextDecoder().decode(stdout));
}
