import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { FoundTask } from "../../lib/core/import_format.ts";
import type { Outcome } from "../../lib/core/rejection.ts";
import { sweBench as exported } from "../../lib/export/swe_bench.ts";
import { sweBench } from "../../lib/import/swe_bench.ts";
import { exportToFolder } from "../support/export_to_folder.ts";
import { inTempDir } from "../support/run_main.ts";
import { sampleJson, sampleTask } from "../support/sample_tasks.ts";

type Instance = Readonly<Record<string, string>>;

/** Reads an exported instance, with changes, beside its repository or elsewhere. */
async function reading(
  run: (
    read: (changes?: Record<string, unknown>, alone?: boolean) => Promise<Outcome<FoundTask>>,
    first: Instance,
  ) => Promise<void>,
): Promise<void> {
  await inTempDir(async (dir) => {
    const [first] = await exportToFolder(exported, [sampleTask()], join(dir, "set"));
    await run((changes = {}, alone = false) => {
      const record = { ...first!, ...changes };
      assert(sweBench.recognises(record));
      return sweBench.read(record, { folder: alone ? dir : join(dir, "set"), text: JSON.stringify(record) });
    }, first!);
  });
}

Deno.test("an exported instance is the task that it was made of, with its file to the byte", async () => {
  await reading(async (read) => {
    const { moduleName, correctCode, buggyCode, unitTests, failToPass, passToPass } = sampleTask();
    const sources = { moduleName, correctCode, buggyCode, unitTests, failToPass, passToPass };
    const json = await Deno.readTextFile(new URL("../testdata/tasks/bayes_network.json", import.meta.url));
    assertEquals(await read(), { ok: true, value: { ...sources, texts: {}, json } });
    assertEquals(await read({}, true), { ok: true, value: { ...sources, texts: {}, json } });
    const bare = await read({ synthdebug: undefined });
    assertEquals(bare, {
      ok: true,
      value: {
        ...sources,
        failToPass: bare.ok ? bare.value.failToPass : null,
        passToPass: bare.ok ? bare.value.passToPass : null,
        texts: {},
        json: null,
      },
    });
    assertEquals(bare.ok && bare.value.failToPass?.toSorted(), failToPass!.toSorted());
  });
});

Deno.test("an instance that contradicts its repository, its lists or its task is refused with the reason", async () => {
  await reading(async (read, first) => {
    const other = JSON.stringify(JSON.parse(sampleJson({ unit_tests: "import unittest\n" })));
    const cases: [Record<string, unknown>, string][] = [
      [{ patch: first.patch!.replace("s[i] == t[j]", "s[i] is t[j]") }, "give another correctCode than"],
      [{ patch: first.patch!.replaceAll("shared", "common") }, "its patch does not apply at its base_commit"],
      [{ patch: first.patch! + first.test_patch! }, "its patch changes other than one module"],
      [
        { patch: first.patch!.replaceAll("bayes_network.py", "../bayes_network.py") },
        "other than one module",
      ],
      [{ patch: 5 }, "its patch or base_commit is no text"],
      [{ base_commit: "0".repeat(40) }, "is not there, or packed"],
      [{ base_commit: "../../x" }, "is no id of a commit"],
      [{ test_patch: "nothing" }, "its test_patch does not give test_bayes_network.py"],
      [{ FAIL_TO_PASS: first.PASS_TO_PASS }, "its lists of tests are not those of its key"],
      [{ FAIL_TO_PASS: "{}" }, "FAIL_TO_PASS or PASS_TO_PASS is no list of texts"],
      [{ synthdebug: other }, "give another unitTests than"],
      [{ synthdebug: "[]" }, 'its key "synthdebug" holds no object'],
      [{ synthdebug: 5 }, 'its key "synthdebug" is no text'],
    ];
    for (const [changes, detail] of cases) {
      const outcome = await read(changes);
      assert(!outcome.ok, detail);
      assertStringIncludes(outcome.rejection.detail, detail);
    }
    const alone = await read({ synthdebug: undefined }, true);
    assert(!alone.ok && alone.rejection.reason === "no_sources");
  });
});
