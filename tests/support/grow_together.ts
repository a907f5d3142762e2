import { fromFileUrl } from "@std/path";

const WORKER = fromFileUrl(new URL("../testdata/growth_worker.ts", import.meta.url));

/** What processes of these names added to one file, all at the same time, so many pieces each. */
export async function growTogether(
  what: "catalogue" | "modules",
  path: string,
  { names, count }: { names: readonly string[]; count: number },
): Promise<string[][]> {
  const children = names.map((name) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-q", "-A", WORKER, what, path, name, String(count)],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn()
  );
  const readers = children.map(({ stdout }) => stdout.pipeThrough(new TextDecoderStream()).getReader());
  const firsts = await Promise.all(readers.map((reader) => reader.read()));
  return await Promise.all(children.map(async (child, at) => {
    const writer = child.stdin.getWriter();
    await writer.write(new Uint8Array([10]));
    await writer.close();
    let text = firsts[at]!.value ?? "";
    for (let part = await readers[at]!.read(); !part.done; part = await readers[at]!.read()) {
      text += part.value;
    }
    const { code } = await child.status;
    if (code !== 0 || !text.startsWith("ready\n")) {
      throw new Error(`${names[at]} ended with ${code}: ${text}`);
    }
    return text.trimEnd().split("\n").slice(1);
  }));
}
