import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { Fields, RecordFormat } from "../../lib/core/import_format.ts";
import { moduleNameProblem } from "../../lib/core/module_name.ts";
import { chatMessages } from "../../lib/export/chat_prompt.ts";
import { sweBench } from "../../lib/export/swe_bench.ts";
import { sweSmith } from "../../lib/export/swe_smith.ts";
import { IMPORT_FORMATS } from "../../lib/import/registry.ts";
import { exportToFolder } from "../support/export_to_folder.ts";
import { damagedJson, fuzzReader } from "../support/fuzz_reader.ts";
import { inTempDir } from "../support/run_main.ts";
import { originalJson, sampleTask } from "../support/sample_tasks.ts";

Deno.test("forms that are read throw at nothing, and what they take can be a task", async () => {
  await inTempDir(async (dir) => {
    const task = sampleTask();
    const records = [
      ...await exportToFolder(sweBench, [task], join(dir, "bench")),
      ...await exportToFolder(sweSmith, [task], join(dir, "smith")),
      { messages: chatMessages(task) },
      JSON.parse(originalJson()),
    ];
    const bare = records.slice(0, 2).map(({ synthdebug: _, ...record }: Fields) => record);
    const formats = IMPORT_FORMATS.filter((format): format is RecordFormat => format.kind === "record");
    let at = 0;
    await fuzzReader({
      name: "import",
      inputs: 400,
      make: damagedJson([...records, ...bare]),
      async read(text) {
        const record = parsed(text);
        const format = record && formats.find((each) => each.recognises(record));
        if (!record || !format) return false;
        const folder = join(dir, ++at % 2 === 0 ? "bench" : "smith");
        const found = await format.read(record, { folder, text });
        if (!found.ok) return false;
        const { moduleName, correctCode, buggyCode, unitTests } = found.value;
        assertEquals(typeof (moduleName + correctCode + buggyCode + unitTests), "string");
        assert(/^[a-z_][a-z0-9_]*$/.test(moduleName));
        if (found.value.json !== null) assertEquals(moduleNameProblem(moduleName), null);
        return true;
      },
    });
  });
});

function parsed(text: string): Fields | null {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
