/** US dollars for people, without the sign: "2.50", "0.00", and two digits of less, such as "0.0042". */
export function formatDollars(usd: number): string {
  if (usd === 0 || usd >= 0.1 || !Number.isFinite(usd)) return usd.toFixed(2);
  // Digits after the point up to the second that counts; 1e-9 is the smallest amount in the books.
  const digits = 1 - Math.floor(Math.log10(Math.abs(usd)));
  return usd.toFixed(Math.min(9, Math.max(2, digits)));
}

/** A count for people, with commas, whatever the machine's language: "410,233". */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
