import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, relative } from "@std/path";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

/** Folders of lib/ by floor; imports go down only. Folders of one floor do not import each other. */
const FLOORS: readonly (readonly string[])[] = [
  ["deps", "core"],
  ["files", "answers", "inject"],
  ["python", "llm", "library", "bugs", "evidence", "transcript", "catalogue", "export", "import"],
  ["stages"],
  ["flows"],
  ["commands"],
];
/** Files that stand in lib/ itself, known to all. */
const GROUND = ["lib/version.ts", "lib/build_kind.ts", "lib/start.ts"];

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly code?: { readonly specifier?: string };
    readonly type?: { readonly specifier?: string };
  }[];
}

/** What each of the project's files imports, types included, by paths in the project. */
async function readImports(): Promise<Map<string, readonly string[]>> {
  const imports = new Map<string, readonly string[]>();
  for (const entry of ["main.ts", "scripts/standalone.ts", "mod.ts"]) {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", `${ROOT}${entry}`],
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: Module[] };
    for (const { specifier, dependencies = [] } of modules) {
      const from = pathOf(specifier);
      if (from === null) continue;
      const to = dependencies.flatMap(({ code, type }) => [code?.specifier, type?.specifier])
        .map((each) => each === undefined ? null : pathOf(each)).filter((each) => each !== null);
      imports.set(from, [...new Set(to)]);
    }
  }
  return imports;
}

/** The path in the project; null for what is not the project's own code. */
function pathOf(specifier: string): string | null {
  if (!specifier.startsWith("file:") || !specifier.endsWith(".ts")) return null;
  const path = relative(ROOT, fromFileUrl(specifier));
  return path.startsWith("..") ? null : path;
}

function folderOf(path: string): string {
  return path.split("/")[1]!;
}

function floorOf(path: string): number {
  if (GROUND.includes(path)) return 0;
  const floor = FLOORS.findIndex((folders) => path.startsWith("lib/") && folders.includes(folderOf(path)));
  assert(floor >= 0, `${path} stands on a floor`);
  return floor;
}

const imports = await readImports();
const arrows = [...imports].flatMap(([from, targets]) => targets.map((to) => ({ from, to })));

Deno.test("imports go down the floors only, types included", () => {
  const inLib = arrows.filter(({ from }) => from.startsWith("lib/"));
  assert(inLib.length > 300, `${inLib.length} imports were seen`);
  const wrong = inLib.filter(({ from, to }) => {
    const [above, below] = [floorOf(from), floorOf(to)];
    if (GROUND.includes(from) || GROUND.includes(to)) return above < below;
    if (folderOf(from) === folderOf(to)) return false;
    // deps is below core: core may use it, and it uses nothing.
    return above < below || (above === below && folderOf(to) !== "deps");
  });
  assertEquals(wrong, []);
});

Deno.test("stages do not import each other", () => {
  assertEquals(
    arrows.filter(({ from, to }) => from.startsWith("lib/stages/") && to.startsWith("lib/stages/")),
    [],
  );
});

Deno.test("core does no input or output: it imports only itself, packages and hashes", () => {
  const outside = arrows.filter(({ from, to }) =>
    from.startsWith("lib/core/") && !/^lib\/(core|deps)\//.test(to)
  );
  assertEquals(outside, []);
});

Deno.test("no file imports itself by any way round, types included", () => {
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    assert(!way.includes(path), [...way.slice(way.indexOf(path)), path].join(" -> "));
    if (done.has(path)) return;
    for (const next of imports.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) walk(path, []);
  assert(done.size > 150, `${done.size} files were walked`);
});

Deno.test("nothing imports mod.ts, and nothing in lib imports main.ts", () => {
  assertEquals(arrows.filter(({ to }) => to === "mod.ts" || to === "main.ts"), []);
});
