import { contentHash } from "./content_hash.ts";
import type { Probe } from "./evidence.ts";
import type { DifficultyLabel, PayloadBug, Turn } from "./payload.ts";
import { readPayload } from "./read_payload.ts";
import { accept, type Outcome, reject } from "./rejection.ts";
import type { TestId } from "./test_ids.ts";
import { applyUnifiedDiff, unifiedDiff } from "./unified_diff.ts";

/** A finished task as a format takes it: read from its file, everything in it taken for hostile. */
export interface ExportTask {
  /** The payload's own id; for files without one made from module, bug and tests. 16 hex digits. */
  readonly id: string;
  /** Field of science. */
  readonly domain: string;
  /** Part of the field. */
  readonly topic: string;
  /** The equations or algorithm. */
  readonly subtopic: string;
  /** One sentence on what the module computes. */
  readonly summary: string;
  /** What the module must do. */
  readonly problemDescription: string;
  /** The way to it, in numbered steps. */
  readonly solutionOutline: string;
  /** Python identifier: the module's file name without ".py". */
  readonly moduleName: string;
  /** Source of the healthy module. */
  readonly correctCode: string;
  /** Source of the buggy module. */
  readonly buggyCode: string;
  /** Source of the `unittest` tests. */
  readonly unitTests: string;
  /** What `python3 run_tests.py` printed for the buggy module. */
  readonly failingOutput: string;
  /** What it printed for the healthy one; null in files that do not hold it. */
  readonly passingOutput: string | null;
  /** The story of the bug. */
  readonly conversation: readonly Turn[];
  /** Unified diff that mends the bug: from the buggy module to the healthy one, both named `<module>.py`. */
  readonly fix: string;
  /** The injected bugs; empty in files of the Python original. */
  readonly bugs: readonly PayloadBug[];
  /** Tests that the bug breaks; null where the file does not say. */
  readonly failToPass: readonly TestId[] | null;
  /** Tests that pass before and after the fix; null where the file does not say. */
  readonly passToPass: readonly TestId[] | null;
  /** How hard the bug is to find; null where the file does not say. */
  readonly difficulty: { readonly score: number; readonly label: DifficultyLabel } | null;
  /** Scripts that were run beside both modules. */
  readonly probes: readonly Probe[];
  /** Who wrote the module, such as "offline"; "unknown" where the file does not say. */
  readonly author: string;
  /** The model's name; null for the offline author, and where the file does not say. */
  readonly model: string | null;
  /** Version of the Python that judged it; null where the file does not say. */
  readonly pythonVersion: string | null;
  /** The file as it was read, for formats that keep all of it. */
  readonly json: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * A task from its JSON text. What the Python original does not write may be missing.
 *
 * Rejections: those of {@linkcode readPayload}; "no_bug" where the buggy module is not in the file or is the healthy one.
 */
export function readExportTask(json: string): Outcome<ExportTask> {
  const read = readPayload(json);
  if (!read.ok) return read;
  const { moduleName, correctCode, unitTests, codeDiff, failToPass, passToPass } = read.value;
  const buggyCode = read.value.buggyCode ?? (codeDiff ? applyUnifiedDiff(correctCode, codeDiff) : null);
  if (buggyCode === null || buggyCode === correctCode) {
    return reject("no_bug", "neither buggy_code nor code_diff gives a buggy module");
  }
  const fields = JSON.parse(json) as Fields;
  const provenance = recordOf(fields.provenance);
  const name = `${moduleName}.py`;
  return accept({
    id: /^[0-9a-f]{16}$/.test(String(fields.id))
      ? String(fields.id)
      : contentHash([correctCode, buggyCode, unitTests].join("\0")).slice(0, 16),
    domain: String(fields.domain),
    topic: String(fields.topic),
    subtopic: String(fields.subtopic),
    summary: String(fields.summary),
    problemDescription: String(fields.problem_description),
    solutionOutline: String(fields.solution_outline),
    moduleName,
    correctCode,
    buggyCode,
    unitTests,
    failingOutput: String(fields.failing_output),
    passingOutput: typeof fields.passing_output === "string" ? fields.passing_output : null,
    conversation: fields.conversation as readonly Turn[],
    fix: unifiedDiff([name, buggyCode], [name, correctCode]),
    bugs: listOf(fields.bugs).filter(isBug),
    failToPass,
    passToPass,
    difficulty: difficultyOf(recordOf(fields.difficulty)),
    probes: probesOf(recordOf(fields.evidence)),
    author: typeof provenance.author === "string" ? provenance.author : "unknown",
    model: typeof provenance.model === "string" ? provenance.model : null,
    pythonVersion: typeof provenance.python_version === "string" ? provenance.python_version : null,
    json,
  });
}

function recordOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Fields : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const BUG_TEXTS = ["strategy", "operator", "family", "description", "root_cause", "function"];

function isBug(value: unknown): value is PayloadBug {
  const bug = recordOf(value);
  return BUG_TEXTS.every((key) => typeof bug[key] === "string") && Number.isInteger(bug.line) &&
    listOf(bug.edits).every(isEdit) && listOf(bug.edits).length > 0;
}

function isEdit(value: unknown): boolean {
  const edit = recordOf(value);
  return Number.isInteger(edit.start) && Number.isInteger(edit.end) && typeof edit.old === "string" &&
    typeof edit.new === "string";
}

function difficultyOf({ score, label }: Fields): ExportTask["difficulty"] {
  const known = label === "easy" || label === "medium" || label === "hard";
  return typeof score === "number" && score >= 0 && score <= 1 && known ? { score, label } : null;
}

/** The scripts of all faults, as the first fault's come first in the conversation. */
function probesOf(evidence: Fields): readonly Probe[] {
  const all = [evidence, ...listOf(evidence.further).map(recordOf)];
  return all.flatMap((fault) => listOf(fault.probes)).filter((probe): probe is Probe => {
    const fields = recordOf(probe);
    return ["name", "script", "buggy", "healthy"].every((key) => typeof fields[key] === "string");
  });
}
