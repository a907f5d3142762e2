import { assert, assertEquals, assertThrows } from "@std/assert";
import { drawBugCount, parseBugRange, toBugRange } from "../../lib/bugs/bug_range.ts";
import { UsageError } from "../../lib/core/errors.ts";

Deno.test("parseBugRange() reads a number and a range", () => {
  assertEquals(parseBugRange("2"), { least: 2, most: 2 });
  assertEquals(parseBugRange(" 1..3 "), { least: 1, most: 3 });
});

Deno.test("parseBugRange() says in one line what it cannot use", () => {
  const cases = [
    ["0", "a task has 1 to 3 bugs"],
    ["1..4", "a task has 1 to 3 bugs"],
    ["3..2", "the range ends before it begins"],
    ["two", "it is neither a number nor a range such as 1..3"],
    ["1...3", "it is neither a number nor a range such as 1..3"],
  ];
  for (const [text, state] of cases) {
    assertThrows(
      () => parseBugRange(text!),
      UsageError,
      `Cannot use "${text}" as the number of bugs: ${state}`,
    );
  }
});

Deno.test("toBugRange() takes a number for itself, and refuses what is none", () => {
  assertEquals(toBugRange(3), { least: 3, most: 3 });
  assertEquals(toBugRange({ least: 1, most: 2 }), { least: 1, most: 2 });
  assertThrows(() => toBugRange(1.5), UsageError, 'Cannot use "1.5"');
});

Deno.test("drawBugCount() follows from module and number, and comes to each count of the range about alike", () => {
  const counts = Array.from(
    { length: 300 },
    (_, at) => drawBugCount({ least: 1, most: 3 }, { code: `module ${at % 30}`, ordinal: at }),
  );
  const again = drawBugCount({ least: 1, most: 3 }, { code: "module 7", ordinal: 7 });
  assertEquals(counts[7], again);
  for (const count of [1, 2, 3]) {
    const share = counts.filter((each) => each === count).length / counts.length;
    assert(Math.abs(share - 1 / 3) < 0.1, `${count}: ${share}`);
  }
});
