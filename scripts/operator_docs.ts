import type { BugFamily } from "../lib/core/candidate.ts";
import type { MutantExample, MutantOperator } from "../lib/core/operator.ts";

/** What a family is about, in the order of the page. */
const FAMILIES: readonly (readonly [BugFamily, string, string])[] = [
  [
    "comparison",
    "Comparison and boundary",
    "Which side of a bound a value falls on, and whether the bound counts.",
  ],
  ["arithmetic", "Arithmetic and precedence", "Signs, powers, terms and factors of a formula."],
  ["logic", "Logic and conditions", "Which cases are told apart, and which of them takes which path."],
  ["constant", "Constants", "Numbers and other fixed values that are typed or remembered wrongly."],
  ["unit", "Units and angles", "Degrees and radians, prefixes, percent, cycles, rates and amounts per step."],
  ["index", "Index, slice and range", "Which elements are read, and where a range begins and ends."],
  ["iteration", "Iteration and accumulation", "What a loop starts from, gathers, updates and leaves behind."],
  ["argument", "Arguments and names", "The wrong variable, attribute, function or order of arguments."],
  ["data", "Data and containers", "Copies, aliases, keys, and what a container keeps or drops."],
  ["numerics", "Numerics", "Rounding, tolerances, quadrants, norms and unstable formulas."],
  ["error_handling", "Error handling", "Checks that let bad input through, and errors of the wrong kind."],
  ["state", "State and objects", "Attributes that are not updated, updated too early, or shared."],
];

/** The page on all operators: by family, each with what it does and one bug that it makes. */
export function operatorDocs(operators: readonly MutantOperator[]): string {
  const sections = FAMILIES.map(([family, title, about]) => {
    const own = operators.filter((operator) => operator.family === family);
    return [`## ${title}`, `Family \`${family}\`. ${about}`, ...own.map(entryOf)].join("\n\n");
  });
  return [
    "# Mutant operators",
    `The ${operators.length} operators that write bugs into a module, by family. The tests run every example.`,
    "This page is written by `deno task docs`.",
    ...sections,
  ].join("\n\n") + "\n";
}

function entryOf({ name, summary, example }: MutantOperator): string {
  return `### ${name}\n\n${summary}\n\n\`\`\`diff\n${lineDiff(example)}\n\`\`\``;
}

/** The lines of both texts: those that only one of them has are marked. */
function lineDiff({ before, after }: MutantExample): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const lengths = commonLengths(old, now);
  const lines: string[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < now.length) {
    if (at < old.length && to < now.length && old[at] === now[to]) {
      lines.push(` ${old[at++]}`.trimEnd());
      to++;
    } else if (at < old.length && (to === now.length || lengths[at + 1]![to]! >= lengths[at]![to + 1]!)) {
      lines.push(`-${old[at++]}`);
    } else lines.push(`+${now[to++]}`);
  }
  return lines.join("\n");
}

/** How many lines the ends of two texts, from each pair of places on, have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let at = old.length - 1; at >= 0; at--) {
    for (let to = now.length - 1; to >= 0; to--) {
      lengths[at]![to] = old[at] === now[to]
        ? lengths[at + 1]![to + 1]! + 1
        : Math.max(lengths[at + 1]![to]!, lengths[at]![to + 1]!);
    }
  }
  return lengths;
}
