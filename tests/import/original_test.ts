import { assert, assertEquals } from "@std/assert";
import { original } from "../../lib/import/original.ts";
import { originalJson, sampleJson, sampleTask } from "../support/sample_tasks.ts";

const read = (text: string) => original.read(JSON.parse(text), { folder: ".", text });

Deno.test("a file of the Python original says what its module is, and not which tests fail", async () => {
  const text = originalJson();
  assert(original.recognises(JSON.parse(text)));
  const task = sampleTask();
  const found = await read(text);
  assert(found.ok);
  assertEquals([found.value.failToPass, found.value.json], [null, null]);
  assertEquals(found.value.buggyCode, task.buggyCode);
  assertEquals(found.value.texts.domain, task.domain);
  assertEquals(found.value.texts.solutionOutline, task.solutionOutline);
});

Deno.test("a file of this program is kept as a whole, unless a part of it is missing", async () => {
  const text = sampleJson();
  const whole = await read(text);
  assertEquals(whole.ok && whole.value.json, text);
  const part = await read(sampleJson({ evidence: undefined }));
  assertEquals(part.ok && part.value.json, null);
  const bad = await read(sampleJson({ module_name: "../x" }));
  assert(!bad.ok && bad.rejection.reason === "payload_invalid");
});
