import { assert, assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join, relative } from "@std/path";
import { VERSION } from "../../lib/version.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));
const read = (path: string) => Deno.readTextFileSync(join(ROOT, path));

function* filesBelow(folder: string): Generator<string> {
  for (const entry of Deno.readDirSync(join(ROOT, folder))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory && entry.name !== "__pycache__") yield* filesBelow(path);
    else if (entry.isFile && !entry.name.endsWith(".pyc")) yield path;
  }
}

/** Everything that ships, as far as it is text. */
function shippedFiles(): string[] {
  const top = [...Deno.readDirSync(ROOT)].filter(({ isFile, name }) => isFile && name !== "deno.lock");
  const folders = ["lib", "tests", "examples", "docs", "bench"].filter((folder) => exists(folder));
  return [...top.map(({ name }) => name), ...folders.flatMap((folder) => [...filesBelow(folder)])];
}

function exists(path: string): boolean {
  try {
    Deno.statSync(join(ROOT, path));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

Deno.test("no source file of lib is over 250 lines", () => {
  const sources = [...filesBelow("lib")].filter((path) => /\.(ts|py)$/.test(path));
  assert(sources.length > 150);
  const long = sources.filter((path) =>
    !path.endsWith("python_names.ts") && read(path).split("\n").length > 251
  );
  assertEquals(long, []);
});

Deno.test("files are snake_case, and none is a drawer for odds and ends", () => {
  const bad = [...filesBelow("lib"), ...filesBelow("tests")].map((path) => path.split("/").at(-1)!)
    .filter((name) =>
      !/^[0-9]?_?[a-z0-9_]+(\.d)?\.(ts|py|yaml|json|txt|md)$/.test(name) ||
      /^(index|utils?|helpers?|common)\./.test(name)
    );
  assertEquals(bad, []);
});

Deno.test("deno.json's version is lib/version.ts's, and its tasks say what they do", () => {
  const config = JSON.parse(read("deno.json"));
  assertEquals(config.version, VERSION);
  for (const [name, task] of Object.entries<{ description?: string }>(config.tasks ?? {})) {
    assert(task.description, `task ${name} has a description`);
  }
});

Deno.test("the changelog tells of this version", () => {
  assertMatch(read("CHANGELOG.md"), new RegExp(`^## .*\\b${VERSION.replaceAll(".", "\\.")}\\b`, "m"));
});

Deno.test("license, readme and architecture are there", () => {
  for (const path of ["LICENSE", "README.md", "ARCHITECTURE.md"]) assert(read(path).length > 500, path);
});

Deno.test("no file names a folder of the machine that it was written on", () => {
  // Spelled in parts, or this very file would be one.
  const homes = new RegExp(
    [["", "home", "[a-z]"], ["", "Users", "[A-Za-z]"], ["", "work", "(main|shared)"]]
      .map((parts) => parts.join("/")).join("|"),
  );
  const own = relative(ROOT, fromFileUrl(import.meta.url));
  const found = shippedFiles().filter((path) => path !== own && homes.test(read(path)));
  assertEquals(found, []);
});

Deno.test("tests use neither focus nor skips, and every test file asserts", () => {
  const own = relative(ROOT, fromFileUrl(import.meta.url));
  for (const path of [...filesBelow("tests")].filter((path) => path.endsWith("_test.ts") && path !== own)) {
    const text = read(path);
    assert(!/Deno\.test\.(only|ignore)|\bonly: true|sanitize(Ops|Resources|Exit): false/.test(text), path);
    assert(/\bassert\w*\(/.test(text), `${path} asserts something`);
  }
});
