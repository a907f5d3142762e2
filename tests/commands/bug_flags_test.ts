import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { inTempDir, namesIn, runMain, writeLibraryCatalogue } from "../support/run_main.ts";

const ORDERS = "Economic Order Quantity with Quantity Discounts";

Deno.test("--bugs 2 makes tasks of two faults, which validate holds", async () => {
  await inTempDir(async (cwd) => {
    await writeLibraryCatalogue(cwd, [ORDERS]);
    const words = ["batch", "--offline", "--catalog", "catalog.json", "--count", "2", "--bugs", "2", "-q"];
    assertEquals((await runMain(words, { cwd })).code, 0);
    const folder = join(cwd, "conversations");
    const tasks = namesIn(folder).filter((name) => /^conversation_.*json$/.test(name))
      .map((name) => JSON.parse(Deno.readTextFileSync(join(folder, name))));
    assertEquals(tasks.length, 2);
    for (const { bugs, buggy_code, correct_code, difficulty } of tasks) {
      assertEquals([bugs.length, difficulty.signals.faults], [2, 2]);
      assert(bugs[0].function !== bugs[1].function);
      const edits = bugs.flatMap((bug: { edits: { start: number; end: number; new: string }[] }) =>
        bug.edits
      );
      const made = edits.toSorted((a: { start: number }, b: { start: number }) => b.start - a.start)
        .reduce(
          (code: string, edit: { start: number; end: number; new: string }) =>
            code.slice(0, edit.start) + edit.new + code.slice(edit.end),
          correct_code,
        );
      assertEquals(made, buggy_code);
      for (const { line } of bugs) {
        assert(correct_code.split("\n")[line - 1] !== buggy_code.split("\n")[line - 1], `line ${line}`);
      }
    }
    const again = await runMain(["validate", "conversations"], { cwd });
    assertEquals([again.code, again.stderr], [0, "2 of 2 tasks hold\n"]);
  });
});

Deno.test("--difficulty and --operator steer the pick", async () => {
  await inTempDir(async (cwd) => {
    const words = ["generate", "--offline", "--catalog-seed", "4", "--difficulty", "easy"];
    const easy = await runMain(words, { cwd });
    assertEquals([easy.code, JSON.parse(easy.stdout).difficulty.label], [0, "easy"]);
    const sum = await runMain([...words.slice(0, 4), "--operator", "sum_sign,term_dropped"], { cwd });
    assert(["sum_sign", "term_dropped"].includes(JSON.parse(sum.stdout).bugs[0].operator));
    const family = await runMain([...words.slice(0, 4), "--strategy", "operator", "--family", "index"], {
      cwd,
    });
    assertEquals(JSON.parse(family.stdout).bugs[0].family, "index");
  });
});

Deno.test("what a module does not have is a refused draw in the journal, and the next scenario takes its place", async () => {
  await inTempDir(async (cwd) => {
    await writeLibraryCatalogue(cwd, [ORDERS]);
    // One operator has few bugs, none of them hard enough together with the two others that there would have to be.
    const words = ["batch", "--offline", "--catalog", "catalog.json", "--count", "1", "--bugs", "3"]
      .concat(["--operator", "quantifier_swapped"]);
    const { code, stderr } = await runMain(words, { cwd });
    assertEquals(code, 1);
    assertStringIncludes(stderr, "refused: 1 no_combination");
    const journal = Deno.readTextFileSync(join(cwd, "conversations", "run.jsonl"));
    assertStringIncludes(journal, '"reason":"no_combination"');
  });
});

Deno.test("values that cannot be used are told in one line, with the nearest name", async () => {
  await inTempDir(async (cwd) => {
    const cases = [
      [["--bugs", "4"], 'Cannot use "4" as the number of bugs: a task has 1 to 3 bugs\n'],
      [
        ["--bugs", "two"],
        'Cannot use "two" as the number of bugs: it is neither a number nor a range such as 1..3\n',
      ],
      [["--difficulty", "hrad"], 'Cannot use "--difficulty": there is no "hrad". Did you mean "hard"?\n'],
      [
        ["--family", "comparisn"],
        'Cannot use "--family": there is no "comparisn". Did you mean "comparison"?\n',
      ],
      [
        ["--operator", "sum_sing"],
        'Cannot use "--operator": there is no "sum_sing". Did you mean "sum_sign"?\n',
      ],
      [["--operator", "sum_sign,,"], 'Cannot use "--operator": a name is missing\n'],
    ] as const;
    for (const [words, message] of cases) {
      const { code, stdout, stderr } = await runMain(["batch", "--offline", ...words], { cwd });
      assertEquals([code, stdout, stderr], [2, "", message]);
    }
    assertEquals(namesIn(cwd).filter((name) => name !== "conversations"), []);
  });
});
