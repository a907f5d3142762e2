import { DENIALS } from "./cause_patterns.ts";
import type { NarrationFault } from "./narration_problem.ts";
import type { ReasoningKey } from "./turn_draft.ts";

/** A turn of phrase that may not be said. */
export interface ClaimPattern {
  readonly fault: NarrationFault;
  /** What is wrong with it. */
  readonly detail: string;
  readonly pattern: RegExp;
  /** The turns in which it may not be said; all of them where nothing is named. */
  readonly turns?: readonly ReasoningKey[];
  /** Whether the domain may speak like that: then words that stand in the evidence are no offence. */
  readonly isDomain?: boolean;
}

const DONE = any(
  `printed logged added inserted stepped debugged profiled instrumented tried tested evaluated called
  computed calculated measured simulated plotted searched googled bisected modified changed edited
  replaced patched invoked timed benchmarked reverted consulted asked`,
);
const SAID = any(
  `show shows showed give gives gave given print prints printed yield yields yielded return returns
  returned reveal reveals revealed confirm confirms confirmed prove proves proved produce produces
  produced come comes came`,
);
const I = `\\b(?:I|we)(?:['\\u2019](?:ve|d))?(?:\\s+${
  any("have had also then just already even first next quickly")
})*\\s+`;
const RAN = "(?:re-?)?(?:ran|executed|run)\\b";
const SUITE = `\\s+(?:python3\\s+)?(?:${any("the all whole full entire unit complete same shipped")}\\s+)*` +
  "(?:suite|tests?|run_tests)\\b";
const BUG = `${any("bug fault defect error mistake flaw change edit failure breakage regression")}s?`;
const MADE = any(
  `injected mutated planted seeded synthetic synthesized synthesised fabricated sabotaged contrived
  artificial artificially deliberate deliberately intentional intentionally purposely generated`,
);
const MODULE = `${any("version code module implementation source file program solution line listing")}s?`;
const OTHER = any(
  `original correct healthy reference unmodified pristine golden bug-free bugfree unbroken earlier
  previous upstream ground-truth`,
);

const NOT_DONE = {
  fault: "claim",
  detail: "something that was not done here",
  patterns: [
    `${I}${RAN}(?!${SUITE})`,
    `${I}(?:${DONE}|looked\\s+up)\\b`,
    "\\b(?:print|logging|log|debug|trace)\\s+(?:statement|call|line|output)s?\\b|\\bprint\\(",
    `\\b${any("debugger pdb breakpoint breakpoints REPL watchpoint watchpoints")}\\b`,
    "\\binteractive\\s+(?:session|shell|interpreter)\\b",
    `\\b${any("add added adding insert inserted inserting put putting sprinkled sprinkling")}\\s+` +
    `(?:${any("a an some few temporary extra")}\\s+)*(?:prints?|logs?|logging|traces?|assert\\p{L}*)\\b`,
    "\\bstep(?:ped|ping)\\s+(?:through|into|over)\\b",
    "\\bgit\\b|\\b(?:commit|version)\\s+(?:history|control|log)\\b",
    `\\b(?:(?:re-?)?running|executing|printing|logging|plotting|simulating)\\b(?!${SUITE})` +
    `(?:[^.!?]|\\.(?=\\d)){0,80}?\\b${SAID}\\b`,
  ],
} as const;

const TOO_EARLY = [
  {
    fault: "early",
    detail: "a run that comes later",
    turns: ["plan"],
    patterns: [
      `${I}(?:${RAN}|reproduced\\b)`,
      "\\b(?:suite|tests?)\\s+(?:was|were|has been|have been)\\s+run\\b",
    ],
  },
  {
    fault: "early",
    detail: "a trace that comes later",
    turns: ["plan", "reading"],
    patterns: [
      `${I}(?:traced|watched|followed\\s+the\\s+calls)\\b`,
      `\\b(?:trace|tracing|coverage)\\s+${SAID}\\b`,
    ],
  },
  {
    fault: "early",
    detail: "a fix that comes later",
    turns: ["plan", "reading", "narrowing"],
    patterns: [
      "\\b(?:with|after)\\s+the\\s+(?:fix|change)\\b[^.!?]{0,60}\\b(?:pass|passes|passed|now)\\b",
      "\\bnow\\s+pass(?:es)?\\b",
    ],
  },
] as const;

const ORIGIN = [
  {
    fault: "origin",
    detail: "talk of where the bug comes from",
    isDomain: true,
    patterns: [
      `\\b(?:${MADE}|on\\s+purpose)(?:[\\s-]+\\p{L}+){0,2}?[\\s-]+${BUG}\\b`,
      `\\b${BUG}\\s+(?:that\\s+)?(?:is|was|were|are|has been|have been|had been)\\s+(?:\\p{L}+\\s+)?` +
      `(?:${MADE}|on\\s+purpose)\\b`,
      "\\b(?:bug|fault|error|defect)[\\s-]+inject\\p{L}*\\b",
      "\\bmutants?\\b|\\bmutation\\s+(?:operator|testing|score)s?\\b",
      "\\b(?:debugging|coding|bug-?fix\\p{L}*)\\s+(?:task|exercise|challenge|puzzle|problem|scenario)s?\\b",
      "\\bdata\\s?sets?\\b|\\bbenchmarks?\\b|\\btraining\\s+(?:data|example|sample)s?\\b",
    ],
  },
  {
    fault: "origin",
    detail: "talk of another version of the module",
    isDomain: true,
    patterns: [
      // "A correct module" is any that would do.
      `\\b(?:the|an?|its|our|their)\\s+${OTHER}\\s+${MODULE}\\b(?<!\\ba\\s+correct\\s+${MODULE})`,
      "\\boriginally\\b|\\bground[\\s-]truth\\b",
      "\\bbefore\\s+(?:the|this)\\s+(?:bug|fault|error|change)\\s+was\\b",
    ],
  },
  {
    fault: "origin",
    detail: "talk of another version of the module",
    isDomain: true,
    turns: ["plan", "reading", "narrowing", "explanation"],
    patterns: [
      "\\b(?:was|were|has been|have been|got)\\s+(?:changed|altered|modified|tampered|rewritten)\\b",
    ],
  },
] as const;

const VOICE = {
  fault: "voice",
  detail: "words to or of the one who asked",
  isDomain: true,
  patterns: [
    "\\bas\\s+an?\\s+(?:AI|LLM|assistant|language)\\b|\\blanguage\\s+model\\b",
    `\\b${any("AI LLM chatbot ChatGPT OpenAI Anthropic Claude")}\\b`,
    "\\bI(?:['\\u2019]m|\\s+am)\\s+(?:sorry|unable|afraid|happy|glad|an?\\s+(?:assistant|model))\\b",
    "\\bI\\s+(?:cannot|can['\\u2019]t)\\s+(?:help|assist|provide|access)\\b",
    "^\\s*(?:certainly|sure|of course|absolutely|great|okay|ok|got it)\\b\\s*[!,.:]",
    "\\b(?:hope\\s+(?:this|that|it)\\s+helps|let\\s+me\\s+know|feel\\s+free)\\b",
    "\\bas\\s+(?:requested|instructed)\\b",
    "\\b(?:the|your|this)\\s+(?:prompt|instructions|YAML)\\b|\\bthe\\s+user\\s+(?:ask|want|provid|request)",
    "\\b(?:provided|given|supplied)\\s+(?:evidence|context|excerpt|facts|material)\\b",
    "\\bhere(?:['\\u2019]s|\\s+is|\\s+are)\\s+(?:the|my|a)\\s+" +
    `(?:rewritten\\s+)?${any("reasoning turn text answer response narration prose")}\\b`,
  ],
} as const;

const DENIAL = {
  fault: "claim",
  detail: "the tests are blamed, or the fix or the fault is denied",
  patterns: DENIALS,
} as const;

/** Everything that no turn, or not every turn, may say. */
export const CLAIM_PATTERNS: readonly ClaimPattern[] = [NOT_DONE, ...TOO_EARLY, ...ORIGIN, VOICE, DENIAL]
  .flatMap(
    ({ patterns, ...claim }) =>
      patterns.map((pattern) => ({ ...claim, pattern: new RegExp(pattern, "giu") })),
  );

/** An alternative for each word. */
function any(words: string): string {
  return `(?:${words.trim().split(/\s+/).join("|")})`;
}
