/** What a task is about: one entry of the scenario catalogue. */
export interface Seed {
  /** Field of science, such as "Orbital Mechanics". */
  readonly domain: string;
  /** Part of the field, such as "Two-Body Motion". */
  readonly topic: string;
  /** The equations or algorithm, such as "Kepler Equation Propagation". */
  readonly subtopic: string;
}

/** A seed's key: "domain::topic::subtopic". */
export function seedKey(seed: Seed): string {
  return `${seed.domain}::${seed.topic}::${seed.subtopic}`;
}

/**
 * A seed that was drawn for one task. `ordinal` counts the tasks of one scenario from 1: its second
 * task has ordinal 2 and gets another bug.
 */
export interface Draw {
  /** The scenario. */
  readonly seed: Seed;
  /** Which of the scenario's tasks, from 1. */
  readonly ordinal: number;
}

/** What the state file remembers of a draw: the seed's key, with "#2" and so on from the second. */
export function drawKey(draw: Draw): string {
  const key = seedKey(draw.seed);
  return draw.ordinal === 1 ? key : `${key}#${draw.ordinal}`;
}

/** A remembered key taken apart: the seed's key and the ordinal. */
export function parseDrawKey(text: string): { key: string; ordinal: number } {
  const match = /^(.*)#([1-9]\d*)$/s.exec(text);
  return match ? { key: match[1]!, ordinal: Number(match[2]) } : { key: text, ordinal: 1 };
}
