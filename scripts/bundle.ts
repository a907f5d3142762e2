import { fromFileUrl } from "@std/path";

/** The entry of what is bundled or compiled. */
export const ENTRY: string = fromFileUrl(new URL("standalone.ts", import.meta.url));

/** The whole program as one JavaScript module: packages, catalogue, library and Python files included. */
export async function bundleProgram(): Promise<Uint8Array<ArrayBuffer>> {
  const file = await Deno.makeTempFile({ prefix: "synthdebug-", suffix: ".js" });
  try {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--quiet", ENTRY, "--output", file],
      stdin: "null",
      stdout: "null",
    }).output();
    if (!success) throw new Error(`Cannot bundle "${ENTRY}": ${new TextDecoder().decode(stderr).trim()}`);
    return await Deno.readFile(file);
  } finally {
    await Deno.remove(file);
  }
}
