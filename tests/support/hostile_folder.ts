import { join } from "@std/path";
import { inTempDir } from "./run_main.ts";

/** What may stand where a file is expected, each under its own name in a folder. */
export const NO_FILES = ["pipe", "socket", "folder", "device"] as const;

/** Runs a test in a folder with a pipe nobody writes to, a socket, a folder, a link to a device, and three gigabytes of nothing. */
export function inHostileFolder(run: (dir: string) => Promise<void>): Promise<void> {
  return inTempDir(async (dir) => {
    await makePipe(join(dir, "pipe"));
    using _socket = Deno.listen({ transport: "unix", path: join(dir, "socket") });
    await Deno.mkdir(join(dir, "folder"));
    await Deno.symlink("/dev/zero", join(dir, "device"));
    await makeSparse(join(dir, "huge"), 3 * 2 ** 30);
    await run(dir);
  });
}

/** A pipe that whoever opens it waits at. */
export async function makePipe(path: string): Promise<void> {
  const { success } = await new Deno.Command("mkfifo", { args: [path] }).output();
  if (!success) throw new Error(`no pipe at ${path}`);
}

/** A file of that many bytes that takes no room. */
export async function makeSparse(path: string, size: number): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  await file.truncate(size);
}
