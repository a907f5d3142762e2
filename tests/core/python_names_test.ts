import { assert, assertEquals } from "@std/assert";
import { PYTHON_KEYWORDS, SOFT_KEYWORDS, STDLIB_MODULES } from "../../lib/core/python_names.ts";

const LISTING = `
import keyword, json, sys
print(json.dumps([
  list(sys.version_info[:2]),
  sorted(getattr(sys, "stdlib_module_names", sys.builtin_module_names)),
  keyword.kwlist,
  getattr(keyword, "softkwlist", []),
]))`;

Deno.test("STDLIB_MODULES and the keywords cover the Python of this machine", async () => {
  const { stdout, success } = await new Deno.Command("python3", { args: ["-c", LISTING] }).output();
  assert(success);
  const [[major, minor], modules, hard, soft] = JSON.parse(new TextDecoder().decode(stdout));
  // A later Python may have more; the program promises 3.9 to 3.13.
  if (major !== 3 || minor > 13) return;
  assertEquals(modules.filter((name: string) => !STDLIB_MODULES.has(name)), []);
  assertEquals(hard.filter((word: string) => !PYTHON_KEYWORDS.has(word)), []);
  assertEquals(soft.filter((word: string) => !SOFT_KEYWORDS.has(word)), []);
});

Deno.test("STDLIB_MODULES holds what only some of the versions have", () => {
  const only = {
    "3.9": ["parser", "symbol", "formatter"],
    "up to 3.11": ["distutils", "asynchat", "imp"],
    "up to 3.12": ["cgi", "telnetlib", "lib2to3"],
    "since 3.11": ["tomllib"],
    "since 3.13": ["_colorize", "_pyrepl"],
    "Windows": ["winreg", "msvcrt", "_winapi"],
    "macOS": ["_scproxy"],
    "all": ["os", "math", "unittest", "__future__"],
  };
  for (const [versions, names] of Object.entries(only)) {
    for (const name of names) assert(STDLIB_MODULES.has(name), `${name} (${versions})`);
  }
});

Deno.test("STDLIB_MODULES holds importable names only", () => {
  for (const name of STDLIB_MODULES) assert(/^[A-Za-z_]\w*$/.test(name), name);
  assert(!STDLIB_MODULES.has("numpy") && !STDLIB_MODULES.has("kepler"));
});

Deno.test("hard and soft keywords are apart", () => {
  assertEquals([...SOFT_KEYWORDS], ["_", "case", "match", "type"]);
  for (const word of SOFT_KEYWORDS) assert(!PYTHON_KEYWORDS.has(word), word);
  assertEquals(PYTHON_KEYWORDS.size, 36);
});
