import { assert, assertEquals, assertThrows } from "@std/assert";
import { OPERATORS } from "../../lib/bugs/operators/registry.ts";
import { OPERATOR_FAMILIES, selectOperators } from "../../lib/bugs/select_operators.ts";
import { selectStrategies, STRATEGIES } from "../../lib/bugs/strategies.ts";
import { UsageError } from "../../lib/core/errors.ts";

const [first, second] = OPERATORS as unknown as [typeof OPERATORS[number], typeof OPERATORS[number]];

Deno.test("selectOperators() gives those of the families and those that are named", () => {
  const other = OPERATORS.find(({ family }) => family !== first.family)!;
  const chosen = selectOperators({ families: [first.family], operators: [other.name] });
  assertEquals(
    chosen.map(({ name }) => name),
    OPERATORS.filter((each) => each.family === first.family || each === other).map(({ name }) => name),
  );
  assertEquals(selectOperators({ families: null, operators: [second.name] }), [second]);
  assertEquals(selectOperators({ families: null, operators: null }), OPERATORS);
  assert(OPERATOR_FAMILIES.length >= 7);
});

Deno.test("selectOperators() refuses names that are not there", () => {
  const refuse = (families: string[] | null, operators: string[] | null, message: string) =>
    assertThrows(() => selectOperators({ families, operators }), UsageError, message);
  refuse(["author"], null, 'Cannot use the family "author": no operator is of it');
  refuse(null, ["none"], 'Cannot use the operator "none": there is none of that name');
});

Deno.test("selectStrategies() leaves the author's own bugs out where operators are named, unless they are weighed", () => {
  const names = (operators: string[] | null, weights: Record<string, number> | null) =>
    selectStrategies({ families: null, operators }, weights).map(({ name }) => name);
  assertEquals(names(null, null), STRATEGIES.map(({ name }) => name));
  assertEquals(names([first.name], null), ["operator"]);
  assertEquals(names([first.name], { author: 1 }), ["author", "operator"]);
});
