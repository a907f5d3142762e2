import { assert, assertEquals } from "@std/assert";
import { hideExported } from "../../lib/flows/hide_exported.ts";
import { originalJson, SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";
import { readExportTask } from "../../lib/core/export_task.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

async function hide(task: ReturnType<typeof sampleTask>) {
  const outcome = await hideExported(task, pool());
  assert(outcome.ok, outcome.ok ? "" : outcome.rejection.detail);
  return outcome.value;
}

Deno.test("hideExported() leaves tests to see that show the bug, and hides some that do", async () => {
  for (const name of SAMPLE_NAMES) {
    const task = sampleTask({}, name);
    const { all, hidden, failToPass, visibleTests } = await hide(task);
    assertEquals([...failToPass], [...task.failToPass!].sort());
    assertEquals(all.length, task.failToPass!.length + task.passToPass!.length);
    assertEquals(hidden.length, Math.round(all.length * 0.3));
    const seen = failToPass.filter((id) => !hidden.includes(id));
    assert(seen.length > 0 && seen.length < failToPass.length, name);
    for (const id of all) {
      assertEquals(visibleTests.includes(`def ${id.split(".")[1]}(`), !hidden.includes(id), id);
    }
  }
});

Deno.test("hideExported() finds by itself which tests a bug breaks, and chooses by the id alone", async () => {
  const read = readExportTask(originalJson());
  assert(read.ok);
  const { id } = sampleTask();
  assertEquals(await hide({ ...read.value, id }), await hide(sampleTask()));
  const other = await hide(sampleTask({ id: "00000000000000ff" }));
  assert(other.visibleTests !== (await hide(sampleTask())).visibleTests);
});

Deno.test("hideExported() rejects a task of which the runs do not say what its file says", async () => {
  const task = sampleTask();
  const swapped = { ...task, correctCode: task.buggyCode, buggyCode: task.correctCode };
  const same = { ...task, buggyCode: task.correctCode + "\n# the same\n" };
  const broken = { ...task, unitTests: "def (:" };
  for (
    const [wrong, told] of [[swapped, "does not pass"], [same, "passes all tests"], [
      broken,
      "do not parse",
    ]] as const
  ) {
    const outcome = await hideExported(wrong, pool());
    assert(!outcome.ok && outcome.rejection.reason === "does_not_hold");
    assert(outcome.rejection.detail.includes(told), outcome.rejection.detail);
  }
});
