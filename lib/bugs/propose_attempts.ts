import { type AstNode, walk } from "../core/ast.ts";
import { applyEdits, type SpanEdit } from "../core/span_edit.ts";
import type { Healthy } from "./edit_place.ts";
import { type FaultPart, placeOfFault } from "./fault_parts.ts";
import { mutatePlace, type Span } from "./mutate_module.ts";
import { otherNumbers } from "./other_numbers.ts";
import { proseProblem } from "./prose_problem.ts";

/** A module that somebody may have made of a buggy one in order to mend it; not yet judged. */
export interface Attempt {
  /** The module after it. */
  readonly code: string;
  /** The fault that is not mended; any others are. */
  readonly part: FaultPart;
  /** The lines of it that differ from the module with that fault alone, and the rest of their statement. */
  readonly place: Span;
  /** How near to the fault it changes something: the faulty text itself, the expression around that, or anything. */
  readonly nearness: "fault" | "expression" | "beyond";
  /** Whether it takes the fault back, and goes wrong in doing so. */
  readonly isHalfMended: boolean;
  /** What it puts in the place of the right number, where it differs from the right fix in that alone. */
  readonly number?: { readonly right: string; readonly wrong: string };
}

/** Expressions that are something by themselves. */
const EXPRESSIONS =
  /^(?:BinOp|BoolOp|UnaryOp|Compare|IfExp|Call|Subscript|Tuple|List|Dict|\w+Comp|GeneratorExp)$/;

/**
 * Attempts at the place of a fault: other numbers for a wrong one, what the operators make of the faulty statement, as a
 * guess that is wrong, and what they make of the mended one, as a mending that goes half the way. None changes a comment.
 *
 * @param faulty The module with that fault alone.
 */
export function proposeAttempts(part: FaultPart, healthy: Healthy, faulty: Healthy): readonly Attempt[] {
  const known = new Set([healthy.source, faulty.source]);
  const place = placeOfFault(part.edits, healthy);
  const fault = spanOf(part.edits);
  const found: Attempt[] = [];
  const add = (code: string, attempt: Pick<Attempt, "nearness" | "isHalfMended" | "number">) => {
    if (known.has(code) || proseProblem(faulty.source, code, true) !== null) return;
    known.add(code);
    found.push({ ...attempt, code, part, place: resize(place, code.length - healthy.source.length) });
  };
  for (const { edit, ...number } of otherNumbers(part.edits, healthy.source)) {
    add(applyEdits(healthy.source, [edit]), { nearness: "fault", isHalfMended: true, number });
  }
  for (const from of [healthy, faulty]) {
    const by = from.source.length - healthy.source.length;
    const nearnessOf = nearnessTo(resize(fault, by), from.tree);
    for (const { code, family } of mutatePlace(from.source, from.tree, resize(place, by))) {
      const nearness = nearnessOf(changedSpan(from.source, code));
      // Whoever mends a place slips in writing its expression anew, and changes neither numbers nor anything farther away.
      if (
        from === healthy && nearness !== "fault" &&
        (nearness === "beyond" || /^(?:constant|index)$/.test(family))
      ) {
        continue;
      }
      add(code, { nearness, isHalfMended: from === healthy });
    }
  }
  return found;
}

/** Attempts elsewhere in some functions of a faulty module, at whatever an operator may have made there. */
export function proposeFalseLeads(
  part: FaultPart,
  faulty: Healthy,
  isSuspect: (functionName: string) => boolean,
): readonly Attempt[] {
  const whole = { start: 0, end: faulty.source.length };
  return [...mutatePlace(faulty.source, faulty.tree, whole)].flatMap(({ code, edits, ...candidate }) => {
    // Nobody comes upon a number of a place that has nothing to do with it.
    if (!isSuspect(candidate.function) || candidate.family === "constant") return [];
    if (proseProblem(faulty.source, code, true) !== null) return [];
    const { start, end } = resize(spanOf(edits), code.length - faulty.source.length);
    const lineEnd = code.indexOf("\n", end);
    const place = {
      start: code.lastIndexOf("\n", start - 1) + 1,
      end: lineEnd < 0 ? code.length : lineEnd,
    };
    return [{ code, part, place, nearness: "beyond", isHalfMended: false } as const];
  });
}

function nearnessTo(fault: Span, tree: AstNode): (span: Span) => Attempt["nearness"] {
  const holding = walk(tree).filter(({ node }) =>
    EXPRESSIONS.test(node.type) && node.start <= fault.start && fault.end <= node.end &&
    node.end - node.start > fault.end - fault.start
  );
  const around = holding.at(-1)?.node ?? null;
  return (span) => {
    if (overlap(span, fault)) return "fault";
    return around !== null && around.start <= span.start && span.end <= around.end ? "expression" : "beyond";
  };
}

function spanOf(edits: readonly SpanEdit[]): Span {
  return {
    start: Math.min(...edits.map(({ start }) => start)),
    end: Math.max(...edits.map(({ end }) => end)),
  };
}

/** What of a text is not in another one, between what they share at either end. */
function changedSpan(text: string, other: string): Span {
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text[start] === other[start]) start++;
  let tail = 0;
  while (tail < most - start && text.at(-1 - tail) === other.at(-1 - tail)) tail++;
  return { start, end: text.length - tail };
}

/** Whether two parts share something; one of no length does with what it touches. */
function overlap(a: Span, b: Span): boolean {
  const touches = a.start <= b.end && b.start <= a.end;
  const isPoint = a.start === a.end || b.start === b.end;
  return touches && (isPoint || a.start < b.end && b.start < a.end);
}

function resize({ start, end }: Span, by: number): Span {
  return { start, end: end + by };
}
