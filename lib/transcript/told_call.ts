import { inlineCode } from "./wording.ts";

/** "`f(x=1)`": a watched call as it would be written. */
export function describeCall(name: string, args: Readonly<Record<string, string>>): string {
  const given = Object.entries(args).filter(([key]) => key !== "self" && key !== "cls");
  return inlineCode(`${name}(${given.map(([key, value]) => `${key}=${value}`).join(", ")})`);
}

/** "returns `1.0`" or "raises `ValueError()`". */
export function outcome(result: string): string {
  return result.startsWith("raises ")
    ? `raises ${inlineCode(result.slice("raises ".length))}`
    : `returns ${inlineCode(result)}`;
}
