import { assertEquals } from "@std/assert";
import { OPERATORS } from "../../lib/bugs/operators/registry.ts";
import { COMMANDS } from "../../lib/commands/registry.ts";
import { EXPORT_FORMATS } from "../../lib/export/registry.ts";
import { IMPORT_FORMATS } from "../../lib/import/registry.ts";
import { SCENARIOS } from "../../lib/library/registry.ts";

function namesIn(folder: string, ending: string): string[] {
  return [...Deno.readDirSync(new URL(`../../lib/${folder}/`, import.meta.url))]
    .map(({ name }) => name).filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length)).sort();
}

Deno.test("every operator's file is in the registry, under its own name", () => {
  const files = namesIn("bugs/operators", ".ts").filter((name) => name !== "registry");
  assertEquals(OPERATORS.map(({ name }) => name).sort(), files);
});

Deno.test("every operator and every command has a test file", () => {
  const tests = (folder: string) =>
    [...Deno.readDirSync(new URL(`../${folder}/`, import.meta.url))].map(({ name }) => name);
  const operators = tests("bugs/operators");
  const commands = tests("commands");
  assertEquals(OPERATORS.filter(({ name }) => !operators.includes(`${name}_test.ts`)), []);
  assertEquals(
    namesIn("commands", "_command.ts").filter((name) => !commands.includes(`${name}_command_test.ts`)),
    [],
  );
});

Deno.test("every command's file is in the registry, under its own name", () => {
  assertEquals(
    COMMANDS.map(({ name }) => name).sort(),
    namesIn("commands", "_command.ts").map((name) => name.replaceAll("_", "-")).sort(),
  );
});

Deno.test("every scenario of the library is in the registry once, in the order of the files", () => {
  const texts = namesIn("library/scenarios", ".yaml").map((name) =>
    Deno.readTextFileSync(new URL(`../../lib/library/scenarios/${name}.yaml`, import.meta.url))
  );
  assertEquals(SCENARIOS.length, texts.length);
  assertEquals(
    SCENARIOS.map((text) => /^module_name: (.*)$/m.exec(text)![1]!),
    namesIn("library/scenarios", ".yaml"),
  );
  assertEquals([...SCENARIOS], texts);
});

Deno.test("every format of the registry has a file and a test of its own name", () => {
  const files = namesIn("export", ".ts");
  const tests = [...Deno.readDirSync(new URL("../export/", import.meta.url))].map(({ name }) => name);
  for (const { name } of EXPORT_FORMATS) {
    const file = name.replaceAll("-", "_");
    assertEquals([name, files.includes(file)], [name, true]);
    assertEquals([name, tests.includes(`${file}_test.ts`)], [name, true]);
  }
  assertEquals(new Set(EXPORT_FORMATS.map(({ name }) => name)).size, EXPORT_FORMATS.length);
});

Deno.test("every form that is read has a file and a test of its own name", () => {
  const files = namesIn("import", ".ts");
  const tests = [...Deno.readDirSync(new URL("../import/", import.meta.url))].map(({ name }) => name);
  for (const { name } of IMPORT_FORMATS) {
    const file = name.replaceAll("-", "_");
    assertEquals([name, files.includes(file), tests.includes(`${file}_test.ts`)], [name, true, true]);
  }
  assertEquals(new Set(IMPORT_FORMATS.map(({ name }) => name)).size, IMPORT_FORMATS.length);
});
