import { assertEquals } from "@std/assert";
import { TomlFloat, toToml } from "../../lib/export/toml.ts";
import { pythonPath } from "../support/python_path.ts";

/** What Python's own reader makes of a document. It came with Python 3.11; an older one cannot tell. */
async function read(toml: string): Promise<unknown> {
  const script =
    "import json, sys\ntry:\n    import tomllib\nexcept ImportError:\n    print('null')\n    sys.exit()\n" +
    "print(json.dumps(tomllib.loads(sys.argv[1])))\n";
  const { stdout, stderr } = await new Deno.Command(await pythonPath(), { args: ["-c", script, toml] })
    .output();
  const text = new TextDecoder().decode(stdout);
  return text === "" ? new TextDecoder().decode(stderr) : JSON.parse(text);
}

Deno.test("toToml() writes what a reader of TOML takes, whatever a text holds", async () => {
  const awkward = 'quotes " and \\, lines\r\n, \x00 \x1f \x7f, \u2028, 𝛼, half \ud83d';
  const document = toToml([
    ["", { schema_version: "1.1", list: ["a", awkward], none: [] }],
    ["task", { name: awkward, whole: 3, real: new TomlFloat(300), part: new TomlFloat(0.25), yes: true }],
    ["[task.authors]", { name: "one" }],
    ["verifier.environment", { cpus: 1 }],
  ]);
  const told = awkward.toWellFormed();
  const found = await read(document);
  if (found !== null) {
    assertEquals(found, {
      schema_version: "1.1",
      list: ["a", told],
      none: [],
      task: { name: told, whole: 3, real: 300, part: 0.25, yes: true, authors: [{ name: "one" }] },
      verifier: { environment: { cpus: 1 } },
    });
  }
  assertEquals(document.includes("real = 300.0\npart = 0.25\n"), true);
});
