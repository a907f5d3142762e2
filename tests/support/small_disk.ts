import { join } from "@std/path";
import { NO_MODEL } from "./run_main.ts";
import { MAIN } from "../testdata/run_program.ts";

/** How a program ended that wrote to a small disk. */
export interface SmallDiskEnd {
  readonly code: number;
  readonly stderr: string;
  /** What is left on the disk: texts by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Whether this process may mount a disk that nobody else sees. */
export const MAY_MOUNT = Deno.build.os === "linux" && Deno.uid() === 0 &&
  new Deno.Command("unshare", { args: ["-m", "mount", "-t", "tmpfs", "none", "/mnt"] }).outputSync().success;

/**
 * Runs main.ts in a folder whose `disk/` has room for so many bytes, in a mount namespace of its own. What stands in
 * `put/` is on the disk before.
 */
export async function runOnSmallDisk(
  cwd: string,
  bytes: number,
  words: readonly string[],
): Promise<SmallDiskEnd> {
  for (const name of ["disk", "put"]) await Deno.mkdir(join(cwd, name), { recursive: true });
  const script = `mount -t tmpfs -o size=${bytes} none disk && cp -r put/. disk/ && { "$@"; code=$?; }
    cp -r disk left && exit $code`;
  const { code, stderr } = await new Deno.Command("unshare", {
    args: ["-m", "sh", "-c", script, "sh", Deno.execPath(), "run", "-q", "--no-prompt", "-A", MAIN, ...words],
    cwd,
    env: NO_MODEL,
    signal: AbortSignal.timeout(60_000),
  }).output();
  const files: Record<string, string> = {};
  const read = (folder: string) => {
    for (const { name, isDirectory } of Deno.readDirSync(join(cwd, "left", folder))) {
      const path = join(folder, name);
      if (isDirectory) read(path);
      else files[path] = Deno.readTextFileSync(join(cwd, "left", path));
    }
  };
  read("");
  await Deno.remove(join(cwd, "left"), { recursive: true });
  return { code, stderr: new TextDecoder().decode(stderr), files };
}
