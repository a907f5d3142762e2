import { assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl, toFileUrl } from "@std/path";
import { startChaosServer } from "./support/chaos_server.ts";

const ROOT = fromFileUrl(new URL("..", import.meta.url));
const README = await Deno.readTextFile(`${ROOT}/README.md`);

/** The fenced blocks of a language, in order. */
function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map((match) =>
    match[1]!
  );
}

async function shell(script: string, options: { cwd: string; env?: Record<string, string> }) {
  const { code, stdout, stderr } = await new Deno.Command("sh", { args: ["-ec", script], ...options })
    .output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** A folder with a `synthdebug` to call, as after installing the binary. */
async function install(): Promise<{ cwd: string; env: Record<string, string> }> {
  const folder = await Deno.makeTempDir();
  const bin = `${folder}/bin`;
  await Deno.mkdir(bin);
  const script = `#!/bin/sh\nexec "${Deno.execPath()}" run -A --quiet "${ROOT}/main.ts" "$@"\n`;
  await Deno.writeTextFile(`${bin}/synthdebug`, script, { mode: 0o755 });
  const cwd = `${folder}/work`;
  await Deno.mkdir(cwd);
  return { cwd, env: { PATH: `${bin}:${Deno.env.get("PATH")}`, OPENAI_API_KEY: "", OPENAI_BASE_URL: "" } };
}

Deno.test("README's commands all work, one after the other, in an empty folder", async () => {
  const { cwd, env } = await install();
  const lines = blocks("sh").flatMap((block) => block.trim().split("\n"));
  assertEquals(lines.length > 10, true);
  for (const line of lines.filter((each) => !each.includes("--model"))) {
    const { code, stderr } = await shell(line, { cwd, env });
    assertEquals(code, 0, `${line}\n${stderr}`);
  }
  await Deno.remove(cwd, { recursive: true });
});

Deno.test("README's commands for a model work against an endpoint", async () => {
  const { cwd, env } = await install();
  await using server = await startChaosServer({ count: 20 });
  const model = { ...env, OPENAI_API_KEY: "key", OPENAI_BASE_URL: server.url };
  const lines = blocks("sh").flatMap((block) => block.trim().split("\n")).filter((each) =>
    each.includes("--model")
  );
  assertEquals(lines.length > 0, true);
  for (const line of lines) {
    const { code, stderr } = await shell(line, { cwd, env: model });
    assertEquals(code, 0, `${line}\n${stderr}`);
  }
  assertEquals(server.books.requests.length >= lines.length, true);
  await Deno.remove(cwd, { recursive: true });
});

Deno.test("README's script runs from a folder without a configuration", async () => {
  const folder = await Deno.makeTempDir();
  const [script] = blocks("ts");
  const mod = toFileUrl(`${ROOT}/mod.ts`).href;
  await Deno.writeTextFile(`${folder}/script.ts`, script!.replace("/path/to/synthdebug/mod.ts", mod));
  const args = ["run", "-A", "--quiet", "--check", "script.ts"];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: folder }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  assertStringIncludes(new TextDecoder().decode(stdout), `${folder}/work/buggy.py`);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("README's numbers of scenarios are those of the program", async () => {
  const { cwd, env } = await install();
  const { stdout } = await shell("synthdebug doctor --json", { cwd, env });
  const { library, catalogue } = JSON.parse(stdout) as { library: number; catalogue: number };
  assertStringIncludes(README.replaceAll(/\s+/g, " "), `The catalogue has ${catalogue} scenarios`);
  assertStringIncludes(README.replaceAll(/\s+/g, " "), `the offline library has modules for ${library}`);
  await Deno.remove(cwd, { recursive: true });
});
