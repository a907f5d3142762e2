import { assertEquals } from "@std/assert";
import type { HarnessReply } from "../../lib/python/harness_process.ts";
import { parseRecord } from "../../lib/python/parse_record.ts";
import { readReport } from "../../lib/python/read_report.ts";

const NONCE = "n-1";
const TEST = { id: "A.test_a", status: "passed", ms: 1, error_type: "", message: "", frames: [] };

function reply(result: unknown, changes: Partial<HarnessReply> = {}): HarnessReply {
  const text = typeof result === "string" ? result : JSON.stringify(result);
  const plain = {
    timed_out: false,
    code: 0,
    signal: null,
    ms: 5,
    output: "",
    output_cut: false,
    nonce: NONCE,
  };
  return { ...plain, result: text, ...changes };
}

function finished(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { kind: "finished", nonce: NONCE, ms: 2, tests: [TEST], ...changes };
}

Deno.test("readReport() believes a whole report with the nonce", () => {
  const frames = [{ file: "a.py", line: 3, function: "f" }];
  const failed = { ...TEST, status: "failed", error_type: "AssertionError", message: "1 != 2", frames };
  const { run, fields } = readReport(reply(finished({ tests: [failed], watched: {} })), 100);
  assertEquals(run, {
    kind: "finished",
    ms: 2,
    tests: [{
      id: "A.test_a",
      status: "failed",
      ms: 1,
      errorType: "AssertionError",
      message: "1 != 2",
      frames,
    }],
  });
  assertEquals(fields.watched, {});
});

Deno.test("readReport() names every other end", () => {
  const cases: readonly (readonly [string, HarnessReply | null, unknown])[] = [
    ["no harness", null, { kind: "crashed", reason: "the harness died" }],
    ["wall time", reply(finished(), { timed_out: true }), { kind: "timeout", limitMs: 100 }],
    ["processor time", reply("", { code: null, signal: 27 }), { kind: "timeout", limitMs: 100 }],
    ["a signal", reply("", { code: null, signal: 9 }), { kind: "crashed", reason: "killed by signal 9" }],
    [
      "an exit with last words",
      reply("", { code: 70, output: "first\nMemoryError: \n" }),
      { kind: "crashed", reason: "exit status 70 without a report: MemoryError:" },
    ],
    [
      "a report, and then a crash",
      reply(finished(), { code: 1 }),
      { kind: "crashed", reason: "exit status 1 without a report" },
    ],
    ["no JSON", reply("{"), { kind: "tampered", reason: "the report is not a JSON object" }],
    ["two reports", reply("{}{}"), { kind: "tampered", reason: "the report is not a JSON object" }],
    ["a list", reply([]), { kind: "tampered", reason: "the report is not a JSON object" }],
    [
      "another nonce",
      reply(finished({ nonce: "n-2" })),
      { kind: "tampered", reason: "the report has a wrong nonce" },
    ],
    [
      "no nonce",
      reply(finished({ nonce: undefined })),
      { kind: "tampered", reason: "the report has a wrong nonce" },
    ],
    [
      "an unknown kind",
      reply(finished({ kind: "done" })),
      { kind: "tampered", reason: "the report is of no known kind" },
    ],
  ];
  for (const [name, given, expected] of cases) {
    assertEquals(readReport(given, 100).run, expected, name);
  }
});

Deno.test("readReport() refuses malformed test records", () => {
  const bad: readonly unknown[] = [
    undefined,
    {},
    [null],
    ["A.test_a"],
    [{ ...TEST, id: 3 }],
    [{ ...TEST, status: "unfinished" }],
    [{ ...TEST, status: null }],
    [TEST, { ...TEST, status: "good" }],
  ];
  for (const tests of bad) {
    const { run } = readReport(reply(finished({ tests })), 100);
    assertEquals(run, { kind: "tampered", reason: "the report has a malformed test record" }, String(tests));
  }
});

Deno.test("readReport() makes plain values of odd fields", () => {
  const odd = { ...TEST, ms: "x", message: 3, error_type: null, frames: [null, { line: "3" }] };
  const { run } = readReport(reply(finished({ tests: [odd], ms: null })), 100);
  const frame = { file: "", line: 0, function: "" };
  const test = {
    id: "A.test_a",
    status: "passed" as const,
    ms: 0,
    errorType: "",
    message: "",
    frames: [frame, frame],
  };
  assertEquals(run, { kind: "finished", ms: 0, tests: [test] });
});

Deno.test("readReport() tells what the child itself found tampered with", () => {
  const report = { kind: "tampered", nonce: NONCE, reason: "builtins.len has changed" };
  assertEquals(readReport(reply(report), 100).run, { kind: "tampered", reason: "builtins.len has changed" });
});

Deno.test("readReport() tells why the files were not imported", () => {
  const report = { kind: "import_error", nonce: NONCE, error_type: "NameError", message: "name 'x'" };
  assertEquals(readReport(reply(report), 100).run, {
    kind: "import_error",
    errorType: "NameError",
    message: "name 'x'",
  });
});

Deno.test("parseRecord() takes objects only", () => {
  assertEquals(parseRecord('{"a": 1}'), { a: 1 });
  for (const text of ["", "null", "[]", "1", '"a"', "{", "nul"]) assertEquals(parseRecord(text), null);
});
