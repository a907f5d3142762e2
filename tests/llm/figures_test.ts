import { assertEquals } from "@std/assert";
import { formatCount, formatDollars } from "../../lib/llm/figures.ts";

Deno.test("formatDollars() has cents, and two digits of what is less than ten of them", () => {
  const cases: [usd: number, text: string][] = [
    [0, "0.00"],
    [2.5, "2.50"],
    [1234.567, "1234.57"],
    [0.1, "0.10"],
    [0.0999, "0.100"],
    [0.0421, "0.042"],
    [0.00417, "0.0042"],
    [3e-9, "0.000000003"],
    [Infinity, "Infinity"],
  ];
  for (const [usd, text] of cases) assertEquals(formatDollars(usd), text);
});

Deno.test("formatCount() groups digits by commas", () => {
  assertEquals([0, 999, 1000, 410_233].map(formatCount), ["0", "999", "1,000", "410,233"]);
});
