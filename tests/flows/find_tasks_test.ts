import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { FolderFormat, FoundTask } from "../../lib/core/import_format.ts";
import { accept } from "../../lib/core/rejection.ts";
import { findTasks } from "../../lib/flows/find_tasks.ts";
import { IMPORT_FORMATS } from "../../lib/import/registry.ts";
import { chatMessages } from "../../lib/export/chat_prompt.ts";
import { inTempDir } from "../support/run_main.ts";
import { originalJson, sampleJson, sampleTask } from "../support/sample_tasks.ts";

const boxes: FolderFormat = {
  name: "box",
  kind: "folder",
  summary: "Folders with a file box.txt",
  recognises: (names) => names.includes("box.txt"),
  read: () => Promise.resolve(accept({ moduleName: "boxed" } as FoundTask)),
};

Deno.test("findTasks() finds records and folders, names each, and passes over what is no dataset", async () => {
  await inTempDir(async (dir) => {
    const put = async (path: string, text: string) => {
      await Deno.mkdir(join(dir, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(dir, path), text);
    };
    const chat = JSON.stringify({ messages: chatMessages(sampleTask()) });
    await put("a.json", originalJson());
    await put("b/both.json", `[${sampleJson()}, {"other": 1}, 5]`);
    await put("c/train.jsonl", `${chat}\n\n{\n`);
    await put("d/run.jsonl", '{"event": "started"}\n');
    await put("e/box.txt", "");
    await put("e/inside.json", "{}");
    await put("f/repo.git/x.json", "{}");
    await put("g/.hidden.json", "{}");
    await put("h/bad.json", "{");
    const found = [];
    const formats = [...IMPORT_FORMATS, boxes];
    for await (const { name, format, task } of findTasks([dir, join(dir, "a.json")], formats)) {
      const state = task.ok ? task.value.moduleName : task.rejection.reason;
      found.push([name.slice(dir.length + 1), format, state]);
    }
    assertEquals(found, [
      ["a.json", "original", "bayes_network"],
      ["b/both.json:1", "original", "bayes_network"],
      ["b/both.json:2", null, "unknown_format"],
      ["b/both.json:3", null, "no_task"],
      ["c/train.jsonl:1", "openai-chat", "bayes_network"],
      ["c/train.jsonl:3", null, "not_json"],
      ["e", "box", "boxed"],
      ["h/bad.json", null, "not_json"],
    ]);
    // What is named is not passed over.
    const named = await Array.fromAsync(
      findTasks([join(dir, "d/run.jsonl"), join(dir, "none.json")], formats),
    );
    assertEquals(named.map(({ task }) => task.ok ? "" : task.rejection.reason), [
      "unknown_format",
      "unreadable",
    ]);
  });
});
