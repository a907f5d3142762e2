/** The relative error of a value, as it is told: "3.1e-5". */
export function relativeSize(came: number, expected: number): string {
  return String(Number(Math.abs((came - expected) / expected).toPrecision(2)));
}

/** A relative error in words: "25 % too low", "off by 3.1e-5 of it"; "" for none. */
export function tellDrift(drift: number | null): string {
  if (drift === null || drift === 0) return "";
  const size = Math.abs(drift);
  if (size < 0.001) return `off by ${Number(size.toPrecision(2))} of its size`;
  const direction = drift > 0 ? "high" : "low";
  if (size >= 10) return `too ${direction} by ${Number(size.toPrecision(2))} times its size`;
  return `${Number((100 * size).toPrecision(2))} % too ${direction}`;
}
