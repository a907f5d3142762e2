import { assertEquals } from "@std/assert";
import { quotable, standsIn } from "../../lib/transcript/stands_in.ts";

const TEXT = quotable(`
The call \`half(3)\` returns \`-1.5\`:

    if left <= 0.0 and   right > 2*x:
        return [a, -2] != 11.50
T.test_half: x-7 at 3.25 % of 1e-9
`);

Deno.test("standsIn() finds words and code whatever their spacing and backticks", () => {
  const there = [
    "half(3)",
    "half( 3 )",
    "The call half(3) returns",
    "left <= 0.0",
    "left<=0.0 and right",
    "right > 2 * x",
    "return\n    [a,-2]",
    "-1.5",
    "T.test_half",
    "test_half",
    "[a, -2] != 11.50",
    "<=",
    "x-7",
    "1e-9",
  ];
  assertEquals(there.filter((words) => !standsIn(words, TEXT)), []);
});

Deno.test("standsIn() finds no parts of words, numbers and operators", () => {
  const absent = [
    "",
    " ",
    "the call",
    "``",
    "hal",
    "alf(3)",
    "1.5",
    "5",
    "11.5",
    "1.50",
    "<",
    "=",
    "= 0.0",
    "< 0.0",
    "est_half",
    "T.test",
    "-7",
    "3.2",
    "25 %",
    "2 != 11.50",
    "half(4)",
  ];
  assertEquals(absent.filter((words) => standsIn(words, TEXT)), []);
});
