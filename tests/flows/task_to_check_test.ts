import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { readPayload } from "../../lib/core/read_payload.ts";
import { sweBench } from "../../lib/export/swe_bench.ts";
import { findRecords } from "../../lib/flows/find_tasks.ts";
import { taskToCheck } from "../../lib/flows/task_to_check.ts";
import { IMPORT_FORMATS } from "../../lib/import/registry.ts";
import { exportToFolder } from "../support/export_to_folder.ts";
import { inTempDir } from "../support/run_main.ts";
import { originalJson, sampleJson, sampleTask } from "../support/sample_tasks.ts";

async function toCheck(path: string): Promise<readonly string[]> {
  const texts = [];
  for await (const found of findRecords([path], IMPORT_FORMATS)) {
    const text = await taskToCheck(found, IMPORT_FORMATS);
    texts.push(text.ok ? text.value : `refused: ${text.rejection.detail}`);
  }
  return texts;
}

Deno.test("taskToCheck() gives conversation files as they are, whatever stands in them", async () => {
  await inTempDir(async (dir) => {
    for (const text of [sampleJson(), originalJson(), "{", "5", '{"a": 1}']) {
      const path = join(dir, "a.json");
      await Deno.writeTextFile(path, text);
      assertEquals(await toCheck(path), [text]);
    }
    assertEquals((await toCheck(join(dir, "none.json")))[0]!.startsWith("refused: Cannot read"), true);
  });
});

Deno.test("taskToCheck() makes of an instance a file whose lists of tests are those of the instance", async () => {
  await inTempDir(async (dir) => {
    const [instance] = await exportToFolder(sweBench, [sampleTask()], join(dir, "set"));
    const path = join(dir, "set/train.jsonl");
    const { synthdebug: _, ...bare } = instance!;
    await Deno.writeTextFile(path, JSON.stringify({ ...bare, PASS_TO_PASS: "[]" }) + "\n");
    const [text] = await toCheck(path);
    const read = readPayload(text!);
    assert(read.ok, text);
    assertEquals(read.value.passToPass, []);
    assertEquals(read.value.failToPass!.toSorted(), sampleTask().failToPass!.toSorted());
    await Deno.writeTextFile(path, JSON.stringify({ ...instance, PASS_TO_PASS: "[]" }) + "\n");
    assertEquals(await toCheck(path), [
      'refused: its lists of tests are not those of its key "synthdebug"',
    ]);
  });
});
