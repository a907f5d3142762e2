import type { TestResult } from "./test_run.ts";

/** What the tests say of a candidate. Only "failed" is a bug that they catch. */
export type Verdict =
  | {
    readonly kind: "failed";
    /** Every test of the suite, in source order. */
    readonly tests: readonly TestResult[];
    readonly failing: readonly string[];
    readonly passing: readonly string[];
  }
  | { readonly kind: "survived" }
  | { readonly kind: "timeout" }
  | { readonly kind: "crashed"; readonly reason: string }
  | { readonly kind: "tampered"; readonly reason: string }
  | { readonly kind: "invalid"; readonly reason: string };
