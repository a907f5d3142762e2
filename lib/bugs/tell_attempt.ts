import type { ToldFault } from "../core/export_format.ts";
import { escapePattern } from "../core/escape_pattern.ts";
import { describeChange } from "./describe_change.ts";
import { type Healthy, placeOfEdits } from "./edit_place.ts";
import { type FaultPart, placeOfFault } from "./fault_parts.ts";
import { findEdit } from "./find_edit.ts";
import { mutatePlace, type Span } from "./mutate_module.ts";
import type { Attempt } from "./propose_attempts.ts";

/** What an attempt takes for the fault, and the fault, both told in the same manner. */
export interface ToldAttempt {
  /** As whoever made the attempt would tell it. */
  readonly blamed: ToldFault;
  /** As it is. */
  readonly fault: ToldFault;
  /**
   * "mistake": as if the buggy text were an operator's bug of what the attempt makes of it; "cause": the attempt sees the
   * cause, and goes wrong in mending it; "change": by the texts alone.
   */
  readonly manner: "mistake" | "cause" | "change";
}

/** Tells of an attempt from the point of view of who made it. Nothing in it says whether it is right. */
export function tellAttempt(
  attempt: Attempt,
  { healthy, attempted }: { readonly healthy: Healthy; readonly attempted: Healthy },
): ToldAttempt {
  const { part, place } = attempt;
  const numbered = attempt.number === undefined ? null : withNumber(part, attempt.number);
  if (numbered !== null) return { blamed: numbered, fault: part.told, manner: "mistake" };
  const mistake = mistakeIn(attempted, place, part.code);
  const fault = part.isOperator
    ? part.told
    : mistakeIn(healthy, placeOfFault(part.edits, healthy), part.code);
  const inBuggy = (told: ToldFault) => ({ ...told, line: told.line + shiftOf(part, healthy) });
  if (mistake !== null && fault !== null) {
    return { blamed: inBuggy(mistake), fault: { ...fault, line: part.told.line }, manner: "mistake" };
  }
  const told = attempted.source.slice(place.start, place.end);
  if (attempt.isHalfMended && attempt.nearness === "fault" && fits(part, told, healthy)) {
    return { blamed: part.told, fault: part.told, manner: "cause" };
  }
  return {
    blamed: inBuggy(changeFrom(attempted, part)),
    fault: inBuggy(changeFrom(healthy, part)),
    manner: "change",
  };
}

/** How the faulty module would be told as a bug that an operator made of another. */
function mistakeIn(module: Healthy, place: Span, faulty: string): ToldFault | null {
  for (const candidate of mutatePlace(module.source, module.tree, place)) {
    if (candidate.code !== faulty) continue;
    const { function: name, line, description, rootCause } = candidate;
    return { function: name, line, description, rootCause };
  }
  return null;
}

/** Words that say how far a number is from the right one, or what it means. */
const SAYS_HOW_FAR =
  /\b(?:one|once|twice|two|half|halves|double|doubled|third|quarter|square|cube|off by|too|next|more|less|fewer|power|order|even|odd)\b/i;

/** What is told of a wrong number, with another one in the place of the right one; null where the words know the number. */
function withNumber(
  { told, isOperator }: FaultPart,
  { right, wrong }: NonNullable<Attempt["number"]>,
): ToldFault | null {
  const whole = new RegExp(`(?<![\\w.])${escapePattern(right)}(?![\\w.])`, "g");
  const retell = (text: string) => text.replace(/`[^`]+`/g, (quote) => quote.replace(whole, () => wrong));
  const words = `${told.description} ${told.rootCause}`.replace(/`[^`]+`/g, "");
  const description = retell(told.description);
  if (!isOperator || SAYS_HOW_FAR.test(words) || whole.test(words) || description === told.description) {
    return null;
  }
  return { ...told, description, rootCause: retell(told.rootCause) };
}

function changeFrom(module: Healthy, { code }: FaultPart): ToldFault {
  const edits = [findEdit({ find: module.source, replace: code }, module.source)];
  return { ...placeOfEdits(edits, module), ...describeChange(edits, module) };
}

/** By how many lines the other faults of a task move what comes after them. */
function shiftOf({ edits, told }: FaultPart, healthy: Healthy): number {
  return told.line - placeOfEdits(edits, healthy).line;
}

/**
 * Whether what is told of a fault fits an attempt as well: all that is quoted stands where that was made, before or after it,
 * and what the right fix brings is brought. Names may stand anywhere: a sentence that says where it is tells the function's.
 */
function fits(
  { code, edits, told: { description, rootCause } }: FaultPart,
  after: string,
  healthy: Healthy,
): boolean {
  const { start, end } = placeOfFault(edits, healthy);
  const mended = healthy.source.slice(start, end);
  const before = code.slice(start, end + code.length - healthy.source.length);
  const quotes = [...`${description} ${rootCause}`.matchAll(/`([^`]+)`/g)].map(([, quote]) => quote!);
  const count = (text: string, quote: string) => text.split(quote).length - 1;
  return quotes.length > 0 && quotes.every((quote) => {
    const brought = count(mended, quote);
    if (brought > count(before, quote)) return count(after, quote) >= brought;
    return before.includes(quote) || after.includes(quote) || /^[A-Za-z_][\w.]*$/.test(quote);
  });
}
