import { type BugRange, parseBugRange } from "../bugs/bug_range.ts";
import { OPERATOR_FAMILIES, OPERATOR_NAMES, type OperatorSelection } from "../bugs/select_operators.ts";
import { UsageError } from "../core/errors.ts";
import type { DifficultyLabel } from "../core/payload.ts";
import type { Flag, FlagValues, TextFlag } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";
import { BUG_STRATEGIES } from "./shared_flags.ts";

const LABELS: readonly DifficultyLabel[] = ["easy", "medium", "hard"];

/** How many faults a task has. */
const BUGS: TextFlag<string> = {
  name: "bugs",
  kind: "text",
  placeholder: "N|N..M",
  fallback: "1",
  help: "Distinct faults of a task, each in another function: 1, 2 or 3, or a range such as 1..3",
};

/** How hard they are. */
const DIFFICULTY: TextFlag<null> = {
  name: "difficulty",
  kind: "text",
  placeholder: "LIST",
  fallback: null,
  defaultText: "any",
  help: "Only bugs that are easy, medium or hard to find, or a list such as easy,hard",
};

/** Of which families. */
const FAMILY: TextFlag<null> = {
  name: "family",
  aliases: ["families"],
  kind: "text",
  placeholder: "LIST",
  fallback: null,
  defaultText: "all",
  help: `Only operators of these families: ${OPERATOR_FAMILIES.join(", ")}`,
};

/** By which operators. */
const OPERATOR: TextFlag<null> = {
  name: "operator",
  aliases: ["operators"],
  kind: "text",
  placeholder: "LIST",
  fallback: null,
  defaultText: "all",
  help: "Only these operators, besides those of --family, such as comparison_boundary,sum_sign",
};

/** The flags that say which bugs are wanted. */
export const BUG_FLAGS: readonly Flag[] = [BUG_STRATEGIES, BUGS, DIFFICULTY, FAMILY, OPERATOR];

/** Which bugs are wanted. */
export interface BugChoice {
  readonly bugs: BugRange;
  /** Null for any. */
  readonly difficulty: readonly DifficultyLabel[] | null;
  readonly selection: OperatorSelection;
}

/** @throws {UsageError} where a value names what is not there. */
export function readBugFlags(flags: FlagValues): BugChoice {
  return {
    bugs: parseBugRange(flags.get(BUGS)),
    difficulty: readNames(flags, DIFFICULTY, LABELS),
    selection: {
      families: readNames(flags, FAMILY, OPERATOR_FAMILIES),
      operators: readNames(flags, OPERATOR, OPERATOR_NAMES),
    },
  };
}

function readNames<Name extends string>(
  flags: FlagValues,
  flag: TextFlag<null>,
  known: readonly Name[],
): readonly Name[] | null {
  const text: string | null = flags.get(flag);
  if (text === null) return null;
  return text.split(",").map((part) => {
    const name = part.trim();
    const found = known.find((each) => each === name);
    if (found !== undefined) return found;
    const state = name === "" ? "a name is missing" : `there is no "${name}"`;
    throw new UsageError(`Cannot use "--${flag.name}": ${state}${didYouMean(name, known)}`);
  });
}
