import { assertEquals } from "@std/assert";
import { canonicalNumber, findNumbers, joinThousands } from "../../lib/transcript/read_numbers.ts";

function values(text: string): string[] {
  return findNumbers(text).map(({ value, isPercent, suffix }) => value + (isPercent ? "%" : "") + suffix);
}

Deno.test("canonicalNumber() spells equal numbers alike, and no others", () => {
  const groups = [
    ["0", "0.0", "00", "0e5", ".0"],
    ["5", "5.0", "5.", "05", "5e0", "0.5e1", "50e-1"],
    ["0.05", ".05", "5e-2", "5E-2", "0.050"],
    ["100", "1e2", "1_00", "100.00"],
    ["8549170759829.789"],
    ["8549170759829.7890000001"],
    ["12345678901234567890"],
    ["12345678901234567891"],
  ];
  const spelled = groups.map((group) => new Set(group.map(canonicalNumber)));
  assertEquals(spelled.map(({ size }) => size), groups.map(() => 1));
  assertEquals(new Set(spelled.map((group) => [...group][0])).size, groups.length);
});

Deno.test("findNumbers() finds numbers by value, with their sign", () => {
  const rows: readonly (readonly [text: string, values: readonly string[]])[] = [
    ["6 != 1.5", ["6", "15e-1"]],
    ["-2, (-3), =-4 and [-5]", ["-2", "-3", "-4", "-5"]],
    ["x-2, 7-3, )-4", ["2", "7", "3", "4"]],
    ["a - 2", ["2"]],
    ["\u22122 and \u20133", ["-2", "-3"]],
    ["minus 2, negative three", ["-2", "-3"]],
    ["-0.0", ["0"]],
    ["1e-9, 1E+3, 2.5e3", ["1e-9", "1e3", "25e2"]],
    ["It is 5. Then 6.", ["5", "6"]],
    [".5 and 2.", ["5e-1", "2"]],
    ["x2, RK4, test_1", []],
    ["3.11.7", ["311e-2"]],
    ["0x1f, 2pi, 3rd", ["0x1f", "2pi", "3rd"]],
    ["0.5 %, 7%, 8 percent, 9 per cent", ["5e-1%", "7%", "8%", "9%"]],
    ["twelve of twenty-one, a hundred and sixty-two", ["12", "21", "1e2", "62"]],
    ["someone tensed, the tenth", []],
    ["", []],
  ];
  assertEquals(rows.map(([text]) => values(text)), rows.map(([, expected]) => expected));
});

Deno.test("findNumbers() keeps a number as it was written", () => {
  assertEquals(findNumbers("got -40.0 here").map(({ raw, index }) => [raw, index]), [["-40.0", 5]]);
});

Deno.test("joinThousands() joins groups of three and nothing else", () => {
  assertEquals(
    joinThousands("12,000 and 1,234,567; 1,5; 12,0000; 0.1,234; f(1, 200)"),
    "12000 and 1234567; 1,5; 12,0000; 0.1,234; f(1, 200)",
  );
});
