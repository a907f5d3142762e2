import { join } from "@std/path";
import { runnerCode } from "../../../lib/python/embedded.ts";
import type { Attack } from "./attack.ts";
import { attackFiles } from "./attack_files.ts";
import type { Outside } from "./outside.ts";

/**
 * What an attack comes to in a plain Python: "reached" is the proof that it works, "refused" the kernel's own no, and
 * "failed" a mistake in it.
 */
export type ControlOutcome = "reached" | "refused" | "failed";

/** What a kernel says that does not have something, or does not let this user have it. */
const REFUSALS =
  /\[Errno (1|13|19|38|93|94|95|97)\]|PermissionError|not permitted|cannot enable|no process|none opens/;

/** Runs an attack without any isolation, in a folder of its own, against the same outside. */
export async function controlAttack(
  attack: Attack,
  { python, outside }: { python: string; outside: Outside },
): Promise<{ readonly outcome: ControlOutcome; readonly said: string }> {
  outside.reset();
  const folder = Deno.makeTempDirSync({ dir: outside.workFolder });
  const files = attackFiles(attack, outside);
  Deno.writeTextFileSync(join(folder, "thing.py"), files.code);
  Deno.writeTextFileSync(join(folder, "test_thing.py"), files.tests);
  Deno.writeTextFileSync(join(folder, "run_tests.py"), runnerCode("thing"));
  const { stdout, stderr } = await new Deno.Command(python, {
    args: ["-B", "run_tests.py"],
    cwd: folder,
    stdin: "null",
    signal: AbortSignal.timeout(20_000),
    detached: true,
  }).output();
  const output = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  const changes = await outside.changes();
  Deno.removeSync(folder, { recursive: true });
  outside.reset();
  const said = [/REACHED: .*/.exec(output)?.[0], ...changes].find((line) => line !== undefined);
  if (said !== undefined) return { outcome: "reached", said };
  const last = output.split("\n").filter((line) => /Error|^\w+: /.test(line)).at(-1) ?? output.slice(-200);
  return { outcome: REFUSALS.test(last) ? "refused" : "failed", said: last };
}
