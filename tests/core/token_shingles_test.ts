import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { normalisedTokens } from "../../lib/core/python_tokens.ts";
import {
  estimateSimilarity,
  isNearDuplicate,
  NEAR_DUPLICATE,
  SKETCH_SIZE,
  sketchModule,
} from "../../lib/core/token_shingles.ts";
import { SCENARIOS } from "../../lib/library/registry.ts";
import { pythonPath } from "../support/python_path.ts";

const modules = SCENARIOS.map((text) => (parse(text) as { correct_code: string }).correct_code);
const sketches = modules.map(sketchModule);

/** Gives each of its own names another one, drops docstrings and comments, and writes the code in Python's own layout. */
const REWRITE = `
import ast, builtins, json, sys

def rewrite(source):
    tree = ast.parse(source)
    kept = set(dir(builtins))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            kept.update(alias.asname or alias.name for alias in node.names)

    def other(name):
        return name if name is None or name in kept or name.startswith("__") else "x_" + name[::-1].strip("_")

    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and not isinstance(node, ast.If):
            if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
                node.body = body[1:] or [ast.Pass()]
        if isinstance(node, ast.Attribute):
            if not (isinstance(node.value, ast.Name) and node.value.id in kept):
                node.attr = other(node.attr)
            continue
        for field in ("id", "arg", "name"):
            if isinstance(getattr(node, field, None), str) and not isinstance(node, ast.alias):
                setattr(node, field, other(getattr(node, field)))
    return ast.unparse(tree)

json.dump([rewrite(source) for source in json.load(sys.stdin)], sys.stdout)
`;

async function rewriteAll(sources: readonly string[]): Promise<readonly string[]> {
  const child = new Deno.Command(await pythonPath(), {
    args: ["-c", REWRITE],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(sources)));
  await writer.close();
  const { success, stdout } = await child.output();
  assert(success);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** A module with another statement on six of its lines, spread over all of it. */
function changeSixLines(code: string): string {
  const lines = code.split("\n");
  const places = lines.flatMap((line, at) => /^ +\S.* [-+*=] /.test(line) && !/["'#]/.test(line) ? [at] : []);
  for (let n = 0; n < 6; n++) {
    const at = places[Math.floor((n + 0.5) * places.length / 6)]!;
    lines[at] = /^ */.exec(lines[at]!)![0] + "alpha = beta[3] + gamma(7.5, delta)";
  }
  return lines.join("\n");
}

Deno.test("no two library modules come near each other", () => {
  const pairs = sketches.flatMap((one, at) =>
    sketches.slice(0, at).map((two) => estimateSimilarity(one, two))
  );
  assertEquals(pairs.length, modules.length * (modules.length - 1) / 2);
  const most = Math.max(...pairs);
  assert(most < 0.2 && most > 0, `${most}`);
});

Deno.test("a module with other names, remarks and layout is its near-duplicate", async () => {
  const rewritten = await rewriteAll(modules);
  for (const [at, code] of rewritten.entries()) {
    assert(!code.includes('"""') && code !== modules[at], "it was rewritten");
    const similarity = estimateSimilarity(sketches[at]!, sketchModule(code));
    assert(similarity > 0.75, `${modules[at]!.slice(0, 60)}: ${similarity}`);
    assert(isNearDuplicate(sketches[at]!, sketchModule(code)));
  }
});

Deno.test("a module with a few lines changed is its near-duplicate", () => {
  for (const [at, code] of modules.entries()) {
    const similarity = estimateSimilarity(sketches[at]!, sketchModule(changeSixLines(code)));
    assert(similarity > 0.7 && similarity < 1, `${code.slice(0, 60)}: ${similarity}`);
  }
});

Deno.test("estimateSimilarity() is near the Jaccard index of all runs of five tokens", () => {
  const runsOf = (code: string) => {
    const tokens = normalisedTokens(code);
    return new Set(tokens.slice(4).map((_, at) => tokens.slice(at, at + 5).join(" ")));
  };
  const half = modules[0]!.slice(0, modules[0]!.length / 2);
  for (const other of [half, modules[1]!, changeSixLines(modules[0]!), modules[0]! + modules[2]!]) {
    const [a, b] = [runsOf(modules[0]!), runsOf(other)];
    const exact = a.intersection(b).size / a.union(b).size;
    assertAlmostEquals(estimateSimilarity(sketches[0]!, sketchModule(other)), exact, 0.12);
  }
});

Deno.test("estimateSimilarity() is exact for short modules and symmetric for all", () => {
  const [one, two] = ["a = b + c\nd = e * f(1)", "a = b + c\nd = e * f(2)"].map(sketchModule) as [
    Uint32Array,
    Uint32Array,
  ];
  // 13 tokens are 9 runs; the last two of them hold the number.
  assertEquals([one.length, two.length], [9, 9]);
  assertEquals(estimateSimilarity(one, two), 7 / 11);
  assertEquals(estimateSimilarity(two, one), 7 / 11);
  assertEquals(estimateSimilarity(one, one), 1);
  assertEquals(isNearDuplicate(one, two), 7 / 11 >= NEAR_DUPLICATE);
  assertEquals(
    estimateSimilarity(sketches[3]!, sketches[4]!),
    estimateSimilarity(sketches[4]!, sketches[3]!),
  );
});

Deno.test("estimateSimilarity() may give 0 for what is below the least that matters, and nothing else", () => {
  const near = sketchModule(changeSixLines(modules[0]!));
  const similarity = estimateSimilarity(sketches[0]!, near);
  for (const least of [0, 0.5, similarity]) {
    assertEquals(estimateSimilarity(sketches[0]!, near, least), similarity);
  }
  assertEquals(estimateSimilarity(sketches[0]!, near, similarity + 0.01), 0);
  assertEquals(estimateSimilarity(sketches[0]!, sketches[1]!, NEAR_DUPLICATE), 0);
});

Deno.test("sketchModule() gives at most so many hashes, ascending, of any text", () => {
  for (const sketch of sketches) {
    assertEquals(sketch.length, SKETCH_SIZE);
    assert(sketch.every((hash, at) => at === 0 || sketch[at - 1]! < hash));
  }
  assertEquals(sketchModule("").length, 0);
  assertEquals(sketchModule("'''only a docstring'''").length, 0);
  assertEquals(sketchModule("x = 1").length, 1);
  assertEquals(estimateSimilarity(sketchModule(""), sketchModule("")), 0);
  assertEquals(estimateSimilarity(sketchModule("x = 1"), sketchModule("y = 1")), 1);
});
