import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { sweSmith as exported } from "../../lib/export/swe_smith.ts";
import { sweSmith } from "../../lib/import/swe_smith.ts";
import { exportToFolder } from "../support/export_to_folder.ts";
import { inTempDir } from "../support/run_main.ts";
import { samplePath, sampleTask } from "../support/sample_tasks.ts";

Deno.test("an exported instance of SWE-smith is its task again, from its file or from its repository alone", async () => {
  await inTempDir(async (dir) => {
    const task = sampleTask({}, "online_changepoint");
    const [first] = await exportToFolder(exported, [task], join(dir, "set"));
    const place = { folder: join(dir, "set"), text: "" };
    assert(sweSmith.recognises(first!));
    const { moduleName, correctCode, buggyCode, unitTests, failToPass, passToPass } = task;
    const value = { moduleName, correctCode, buggyCode, unitTests, failToPass, passToPass, texts: {} };
    const json = await Deno.readTextFile(samplePath("online_changepoint"));
    assertEquals(await sweSmith.read(first!, place), { ok: true, value: { ...value, json } });
    const { synthdebug: _, ...bare } = first!;
    assertEquals(await sweSmith.read(bare, place), { ok: true, value: { ...value, json: null } });
    const broken = await sweSmith.read({ ...first, PASS_TO_PASS: [] }, place);
    assert(!broken.ok);
    assertStringIncludes(broken.rejection.detail, "its lists of tests are not those");
  });
});
