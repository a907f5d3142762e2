import type { Frame, TestResult, TestRun, TestStatus } from "../core/test_run.ts";
import type { HarnessReply } from "./harness_process.ts";
import { parseRecord } from "./parse_record.ts";

const STATUSES: readonly string[] = ["passed", "failed", "errored", "skipped"] satisfies TestStatus[];

/** What the child's processor timer kills it with. */
const SIGPROF = 27;

/** A child's report, once it is believed: the run, and what a watched run saw. */
export interface Report {
  readonly run: TestRun;
  /** The whole report as sent, for the fields beyond the run; empty where there is none. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * What the harness said of a child, as a run. It fails closed: only a complete, well-formed report with the
 * job's nonce from a child that exited with 0 counts; everything else is a named failure.
 */
export function readReport(reply: HarnessReply | null, limitMs: number): Report {
  const failed = (run: TestRun): Report => ({ run, fields: {} });
  if (reply === null) return failed({ kind: "crashed", reason: "the harness died" });
  if (reply.timed_out || reply.signal === SIGPROF) return failed({ kind: "timeout", limitMs });
  if (reply.result === "") return failed({ kind: "crashed", reason: describeEnd(reply) });
  const fields = parseRecord(reply.result);
  if (fields === null) return failed({ kind: "tampered", reason: "the report is not a JSON object" });
  if (fields.nonce !== reply.nonce) {
    return failed({ kind: "tampered", reason: "the report has a wrong nonce" });
  }
  if (reply.code !== 0) return failed({ kind: "crashed", reason: describeEnd(reply) });
  if (fields.kind === "import_error") {
    return {
      run: { kind: "import_error", errorType: text(fields.error_type), message: text(fields.message) },
      fields,
    };
  }
  if (fields.kind === "tampered") {
    return failed({ kind: "tampered", reason: text(fields.reason).slice(0, 200) });
  }
  if (fields.kind !== "finished") {
    return { run: { kind: "tampered", reason: "the report is of no known kind" }, fields };
  }
  const tests = Array.isArray(fields.tests) ? fields.tests.map(readTest) : [null];
  if (tests.some((test) => test === null)) {
    return failed({ kind: "tampered", reason: "the report has a malformed test record" });
  }
  return { run: { kind: "finished", tests: tests as TestResult[], ms: number(fields.ms) }, fields };
}

function readTest(value: unknown): TestResult | null {
  if (typeof value !== "object" || value === null) return null;
  const record = value as Record<string, unknown>;
  if (typeof record.id !== "string" || !STATUSES.includes(text(record.status))) return null;
  return {
    id: record.id,
    status: record.status as TestStatus,
    ms: number(record.ms),
    errorType: text(record.error_type),
    message: text(record.message),
    frames: Array.isArray(record.frames) ? record.frames.map(readFrame) : [],
  };
}

function readFrame(value: unknown): Frame {
  const record = (value ?? {}) as Record<string, unknown>;
  return { file: text(record.file), line: number(record.line), function: text(record.function) };
}

function describeEnd(reply: HarnessReply): string {
  if (reply.signal !== null) return `killed by signal ${reply.signal}`;
  const said = reply.output.trim().split("\n").at(-1)?.slice(0, 200);
  return `exit status ${reply.code} without a report${said ? `: ${said}` : ""}`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
