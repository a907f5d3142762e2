/**
 * Builds the program as one file, dist/synthdebug: by `deno compile` where its runtime can be had, else as a
 * self-extracting file of the runtime that is here. Either is tried out before it counts.
 *
 * @module
 */
import { dirname, fromFileUrl, join } from "@std/path";
import { bundleProgram, ENTRY } from "./bundle.ts";
import { PERMISSION_FLAGS } from "./program_flags.ts";
import { buildSelfExtracting } from "./self_extracting.ts";
import { smokeTest } from "./smoke_test.ts";

/** `deno compile` may have to download its runtime, and where it cannot, it must not keep anyone waiting. */
const COMPILE_LIMIT_MS = 45_000;

/** Builds the program at `path` and gives its kind. @throws {Error} where neither kind works. */
export async function compileProgram(path: string): Promise<"compiled" | "self-extracting"> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const staging = await Deno.makeTempDir({ dir: dirname(path), prefix: ".building-" });
  try {
    const compiled = join(staging, "compiled");
    const problem = await denoCompile(compiled) ?? await smokeTest(compiled, "compiled");
    if (problem === null) {
      await Deno.rename(compiled, path);
      return "compiled";
    }
    console.error(`deno compile does not serve here: ${problem}`);
    const packed = join(staging, "packed");
    const [runtime, app] = await Promise.all([Deno.readFile(Deno.execPath()), bundleProgram()]);
    await Deno.writeFile(packed, await buildSelfExtracting({ runtime, app }), { mode: 0o755 });
    const fault = await smokeTest(packed, "self-extracting");
    if (fault !== null) throw new Error(`Cannot build "${path}": ${fault}`);
    await Deno.rename(packed, path);
    return "self-extracting";
  } finally {
    await Deno.remove(staging, { recursive: true });
  }
}

/** Tries `deno compile`, bundled first; gives why it failed, null if it did not. */
async function denoCompile(path: string): Promise<string | null> {
  const deadline = AbortSignal.timeout(COMPILE_LIMIT_MS);
  let problem = "";
  for (const bundle of [["--bundle"], []]) {
    try {
      const { success, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["compile", "--quiet", "--no-prompt", ...bundle, ...PERMISSION_FLAGS, "--output", path, ENTRY],
        stdin: "null",
        stdout: "null",
        signal: deadline,
      }).output();
      if (success) return null;
      problem = causeOf(new TextDecoder().decode(stderr));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
    if (deadline.aborted) return `it takes longer than ${COMPILE_LIMIT_MS / 1000} s`;
  }
  return problem;
}

/** What Deno's message comes to: the cause that says most, without colours and stack. */
function causeOf(text: string): string {
  // deno-lint-ignore no-control-regex -- colours
  const lines = text.replace(/\x1b\[[\d;]*m/g, "").split("\nStack backtrace:")[0]!.split("\n");
  const causes = lines.map((line) => /^ +\d+: (.*)$/.exec(line)?.[1]).filter((cause) => cause !== undefined);
  return causes[1] ?? causes[0] ?? (lines[0]!.replace(/^error: /, "") || "it says nothing");
}

if (import.meta.main) {
  const path = fromFileUrl(new URL("../dist/synthdebug", import.meta.url));
  const kind = await compileProgram(path);
  const { size } = await Deno.stat(path);
  console.log(`${path}: ${kind}, ${(size / 1e6).toFixed(1)} MB`);
}
