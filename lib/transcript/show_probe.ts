import type { Probe } from "../core/evidence.ts";
import { codeBlock } from "./wording.ts";

/** A script and what it printed with the fault, as blocks. */
export function showProbe({ script, buggy }: Probe): string {
  return `${codeBlock(script, "python")}\n\n${codeBlock(buggy, "text")}`;
}

/** The script that shows the fault best; undefined where there is none. */
export function mainProbe(probes: readonly Probe[]): Probe | undefined {
  const ranked = ["call", "constant", "line"];
  return probes.filter(({ name }) => ranked.includes(name))
    .toSorted((a, b) => ranked.indexOf(a.name) - ranked.indexOf(b.name))[0];
}

/** The script that shows values on the way, where it is not the main one. */
export function closeProbe(probes: readonly Probe[]): Probe | undefined {
  const main = mainProbe(probes);
  return probes.find((probe) => probe.name === "line" && probe !== main);
}
