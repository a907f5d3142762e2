import { assert, assertEquals } from "@std/assert";
import { describeChange } from "../../lib/bugs/describe_change.ts";
import { editsBetween } from "../../lib/bugs/whole_code.ts";
import { parsePython } from "../support/parse_python.ts";

const CODE = `LIMIT = 10


def rises(values):
    count = 0
    for before, after in zip(values, values[1:]):
        if after > before:
            count += 1
    return count / 2


def total(values):
    # all of them
    return sum(values)
`;
const healthy = { source: CODE, tree: await parsePython(CODE) };

/** What is told of a module with these texts replaced. */
function told(...pairs: readonly (readonly [find: string, replace: string])[]) {
  const code = pairs.reduce((text, [find, replace]) => {
    assert(text.includes(find), find);
    return text.replace(find, () => replace);
  }, CODE);
  const { description, rootCause } = describeChange(editsBetween(CODE, code)!, healthy);
  return [description, rootCause];
}

Deno.test("describeChange() tells what stands in a place, what belongs there, and what the two have apart", () => {
  assertEquals(told(["> before", ">= before"]), [
    "`rises` has `if after >= before:` where `if after > before:` belongs.",
    "Where both sides are equal, `>=` holds and `>` does not.",
  ]);
  assertEquals(told(["count / 2", "count // 2"]), [
    "`rises` has `return count // 2` where `return count / 2` belongs.",
    "`//` rounds down, and so drops the fraction that `/` keeps.",
  ]);
  assertEquals(told(["LIMIT = 10", "LIMIT = 12  # a dozen"]), [
    "The module's top level has `LIMIT = 12` where `LIMIT = 10` belongs.",
    "With `12` in place of `10`, the module does not compute what its tests ask for.",
  ]);
  assertEquals(told(["+= 1", "-= 1"])[1], "`-=` takes away what has to be added.");
  assertEquals(told(["count / 2", "count * 2"])[1], "`*` multiplies by what has to divide.");
  assertEquals(
    told(["sum(values)", "sum(values) * 2"])[1],
    "With `* 2` added, `total` does not compute what its tests ask for.",
  );
  assertEquals(
    told(["count / 2", "count"])[1],
    "Without `/ 2`, `rises` does not compute what its tests ask for.",
  );
});

Deno.test("describeChange() tells of lines that came or went, and of more than a line", () => {
  assertEquals(told(["    return sum", "    values = values[1:]\n    return sum"]), [
    "`total` has `values = values[1:]`, which does not belong there.",
    "With `values = values[1:]` added, `total` does not compute what its tests ask for.",
  ]);
  assertEquals(
    told(["        if after > before:\n            count += 1\n", "        pass\n"])[0],
    "`rises` has `pass` where the 2 lines from `if after > before:` on belong.",
  );
  assertEquals(
    told(["sum(values)", `sum(values) + ${"1 + ".repeat(40)}1`])[0],
    "`total` has one long line where `return sum(values)` belongs.",
  );
  assertEquals(told(["    count = 0\n", ""])[0], "`rises` lacks `count = 0`.");
});

Deno.test("describeChange() quotes no half of an expression", () => {
  const mix = "0.5 * before + (1 - 0.5) * after";
  const code = CODE.replace("count / 2", mix);
  const swapped = code.replace(mix, "(1 - 0.5) * before + 0.5 * after");
  assertEquals(
    describeChange(editsBetween(code, swapped)!, { ...healthy, source: code }).rootCause,
    "With that line, `rises` does not compute what its tests ask for.",
  );
});

Deno.test("describeChange() tells of several places each, and counts those beyond three", () => {
  const two = told(["count = 0", "count = 1"], ["sum(values)", "max(values)"]);
  assertEquals(two, [
    "`rises` has `count = 1` where `count = 0` belongs; `total` has `return max(values)` where " +
    "`return sum(values)` belongs.",
    "These 2 places go wrong together: `count = 1` goes with `return max(values)`.",
  ]);
  const [many] = told(["= 10", "= 11"], ["count = 0", "count = 1"], ["> b", "< b"], ["/ 2", "/ 3"], [
    "sum",
    "max",
  ]);
  assert(many!.endsWith("; 2 more places differ."), many);
});
