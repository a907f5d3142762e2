import type { Strategy } from "./candidate.ts";
import type { Evidence } from "./evidence.ts";
import type { Quality } from "./quality.ts";

/** Version of the payload's shape; it rises when a key changes its meaning. */
export const SCHEMA_VERSION = 1;

/** Who speaks in a conversation. */
export type Role = "architect" | "planner" | "developer" | "qa";

/** One turn of a conversation. */
export interface Turn {
  /** Who speaks. */
  readonly role: Role;
  /** What is said, in Markdown. */
  readonly content: string;
}

/**
 * A debugging task as its JSON file holds it: snake_case keys, written sorted, with two spaces and a final
 * newline. See `docs/payload.schema.json` for the JSON Schema.
 */
export interface Payload {
  /** Version of this shape: {@linkcode SCHEMA_VERSION}. */
  readonly schema_version: number;
  /** First 16 hex digits of SHA-256 over module, bug and tests. */
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
  readonly problem_description: string;
  /** The way to it, in numbered steps. */
  readonly solution_outline: string;
  /** Python identifier: the module's file name without ".py". */
  readonly module_name: string;
  /** Python source of the healthy module. */
  readonly correct_code: string;
  /** Absent from file-edit tasks made with --suppress-buggy-code. */
  readonly buggy_code?: string;
  /** Python source of the `unittest` tests. */
  readonly unit_tests: string;
  /** The `run_tests.py` that ships with the task. */
  readonly runner_code: string;
  /** What `python3 run_tests.py` printed for the buggy module. */
  readonly failing_output: string;
  /** What it printed for the healthy one; absent from tasks that were made before this was kept. */
  readonly passing_output?: string;
  /** The story of the bug, from problem to proved fix. */
  readonly conversation: readonly Turn[];
  /** Unified diff from correct.py to buggy.py. */
  readonly code_diff: string;
  /** Absolute path of the buggy module on disk; null unless this is a file-edit task. */
  readonly bug_file_path: string | null;
  /** Ids of the tests that are left out of the folder that its solver sees; absent where all are in it. */
  readonly hidden_tests?: readonly string[];
  /** The test file of that folder: `unit_tests` without the hidden tests; absent where none are hidden. */
  readonly visible_tests?: string;
  /** The AGENTS.md of that folder; absent where there is none. */
  readonly agent_instructions?: string;
  /** The injected bugs. */
  readonly bugs: readonly PayloadBug[];
  /** What the tests say of both modules. */
  readonly tests: {
    /** Ids ("Class.method") of tests that the bug breaks and the fix mends. */
    readonly fail_to_pass: readonly string[];
    /** Ids of tests that pass before and after the fix. */
    readonly pass_to_pass: readonly string[];
  };
  /** How hard the bug is to find. */
  readonly difficulty: Difficulty;
  /** What was measured about the bug. */
  readonly evidence: Evidence;
  /** Each check that was made and what came of it. */
  readonly quality: Quality;
  /** Where the task came from. */
  readonly provenance: Provenance;
}

/** One injected bug. */
export interface PayloadBug {
  /** How the bug came about. */
  readonly strategy: Strategy;
  /** Name of the mutant operator; "author" for a bug that came with the module. */
  readonly operator: string;
  /** The kind of mistake, such as "comparison". */
  readonly family: string;
  /** What the code does wrong. */
  readonly description: string;
  /** Why that is wrong. */
  readonly root_cause: string;
  /** "Class.method", "function" or "<module>". */
  readonly function: string;
  /** First changed line of the module, from 1. */
  readonly line: number;
  /** Edits that turn the healthy module into the buggy one; offsets in UTF-16 units of `correct_code`. */
  readonly edits: readonly PayloadEdit[];
}

/** One edit: `correct_code.slice(start, end)` is `old`, and becomes `new`. */
export interface PayloadEdit {
  /** First offset that is replaced. */
  readonly start: number;
  /** Offset after the last that is replaced. */
  readonly end: number;
  /** What stands there in the healthy module. */
  readonly old: string;
  /** What stands there in the buggy module. */
  readonly new: string;
}

/** A difficulty's score as a word. */
export type DifficultyLabel = "easy" | "medium" | "hard";

/** How hard the bug is to find, from 0 (easy) to 1, and what that was computed from. */
export interface Difficulty {
  /** From 0 (easy) to 1. */
  readonly score: number;
  /** The score as a word. */
  readonly label: DifficultyLabel;
  /** What the score was computed from. */
  readonly signals: {
    /** Share of the tests that fail. */
    readonly failing_share: number;
    /** Whether every failing test fails by an assertion, not by an exception out of the module. */
    readonly assertion_only: boolean;
    /** Functions of the module that the failing tests run. */
    readonly functions_reached: number;
    /**
     * Place of the faulty function among these, most suspicious first by the Ochiai coefficient, from 1; one more than
     * their number where the fault is in none of them. With several faults the last place.
     */
    readonly fault_rank: number;
    /** Whether a traceback names the faulty line; with several faults, whether each is named. */
    readonly fault_in_traceback: boolean;
    /**
     * Calls between what a failing test names itself and the faulty function, 0 where it calls that: the mean over the
     * failing tests, as the names in the text lead; 1 where they do not. With several faults that of the farthest.
     */
    readonly call_distance: number;
    /** Lines that the fix changes. */
    readonly changed_lines: number;
    /** Distinct faults of the task. */
    readonly faults: number;
  };
}

/** Where the task came from. */
export interface Provenance {
  /** Who wrote the module: "offline" or "model", or a name of your own. */
  readonly author: string;
  /** Model name as asked for; null for the offline author. */
  readonly model: string | null;
  /** synthdebug's version. */
  readonly tool_version: string;
  /** Python that judged it, such as "3.11.7". */
  readonly python_version: string;
  /** Layers of isolation in force, such as "seccomp". */
  readonly isolation: readonly string[];
  /** The rung of isolation: 1 namespaces, Landlock and seccomp, 2 no namespaces, 3 no Landlock, 4 none, 5 macOS. */
  readonly isolation_rung: number;
  /** Which task of its scenario this is, from 1. */
  readonly ordinal: number;
  /** Answers of the model that went into this task, refused ones included; 0 without a model. */
  readonly requests: number;
  /** Tokens of these answers, as reported. */
  readonly tokens: { readonly prompt: number; readonly completion: number };
  /** What they cost in US dollars; null where a price or a count of tokens is not known. */
  readonly cost_usd: number | null;
  /** Which of the author's answers was taken, from 1; each one after the first mended the one before. */
  readonly answers: number;
  /** What had to be put right in the form of the answers before they could be read, such as "fences_removed". */
  readonly answer_repairs: readonly string[];
  /** Turns of the conversation, from 0, whose reasoning the model wrote; the others were composed. */
  readonly narrated_turns: readonly number[];
}
