import { fromFileUrl } from "@std/path";

/** The program's entry. */
export const MAIN: string = fromFileUrl(new URL("../../main.ts", import.meta.url));

/** A program of commands for tests, in the real frame. */
export const FAKE: string = fromFileUrl(new URL("./fake_program.ts", import.meta.url));

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in a process of its own; with all permissions, unless others are named. */
export async function runScript(
  script: string,
  words: readonly string[],
  options: { permissions?: readonly string[]; env?: Record<string, string>; cwd?: string } = {},
): Promise<Ended> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", ...options.permissions ?? ["-A"], script, ...words],
    env: options.env,
    cwd: options.cwd,
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}
