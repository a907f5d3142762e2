import type { AstNode } from "./ast.ts";
import type { Parsed, Python } from "./python.ts";
import type { Rejection } from "./rejection.ts";
import { describeFinding, type ScreenFinding } from "./screen_rules.ts";
import { moduleNames, screenModule } from "./screen_source.ts";

const SCREENED_BUG = "screened_bug";
type Unparsed = Extract<Parsed, { ok: false }>;
/** Modules of which some names are refused and others are not. */
const REACHING = /^(?:os|sys|builtins|inspect|types|weakref|asyncio)$/;
/** Findings that an author is told of at once. */
const MOST_TOLD = 4;

/** Some findings of a source in one line, for its author: "correct_code line 12 uses sys._getframe: ..." */
export function describeFindings(name: string, findings: readonly ScreenFinding[]): string {
  const told = findings.slice(0, MOST_TOLD).map(describeFinding);
  const more = findings.length - told.length;
  return `${name} ${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

/**
 * Why a changed module must not run: the screen finds something in it that the healthy module does not have. Null for
 * one that may run, and for one that does not parse, which cannot run.
 */
export async function screenChange(
  code: string,
  { healthy, python }: { healthy: AstNode; python: Python },
): Promise<Rejection | null> {
  const parsed = await python.parse(code);
  if (!parsed.ok) {
    return cannotRun(parsed)
      ? null
      : { reason: SCREENED_BUG, detail: describeUnread("the bug's code", parsed) };
  }
  const found = screenModule(parsed.tree);
  if (found.length > 0) {
    const known = new Set(screenModule(healthy).map(keyOf));
    const fresh = found.filter((finding) => !known.has(keyOf(finding)));
    if (fresh.length > 0) return { reason: SCREENED_BUG, detail: describeFindings("the bug's code", fresh) };
  }
  return hiddenModule(healthy, parsed.tree);
}

/**
 * Whether a source that could not be parsed cannot run either. Some could: they nest too deep, or Python would read them
 * as another text.
 */
export function cannotRun({ message }: Unparsed): boolean {
  return /^(?:Syntax|Indentation|Tab)Error\b/.test(message);
}

/** Why a source cannot be screened, in one line. */
export function describeUnread(name: string, { message }: Unparsed): string {
  return `${name} cannot be screened: ${message}`;
}

function keyOf({ rule, what }: ScreenFinding): string {
  return `${rule} ${what}`;
}

/**
 * The tests were screened with the names of the healthy module in mind: what a name of the changed one stands for may be
 * another module only under that module's own name.
 */
function hiddenModule(healthy: AstNode, changed: AstNode): Rejection | null {
  const before = moduleNames(healthy);
  for (const [name, paths] of moduleNames(changed)) {
    const hidden = paths.find((path) =>
      REACHING.test(path) && path !== name && !before.get(name)?.includes(path)
    );
    if (hidden === undefined) continue;
    return {
      reason: SCREENED_BUG,
      detail: `the bug's code names ${hidden} "${name}", which the tests may not expect`,
    };
  }
  return null;
}
