import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { parseSplits, splitGroups } from "../../lib/flows/split_groups.ts";

const splits = parseSplits("train=0.8,dev=0.1,test=0.1");

Deno.test("splitGroups() divides no group and keeps the shares", () => {
  const groups = new Map(Array.from({ length: 200 }, (_, at) => [`m${at}`, 1 + at % 7]));
  const found = splitGroups(groups, { splits, seed: "0" });
  assertEquals([...found.keys()].sort(), [...groups.keys()].sort());
  const total = [...groups.values()].reduce((sum, size) => sum + size, 0);
  for (const { name, share } of splits) {
    const tasks = [...found].filter(([, split]) => split === name)
      .reduce((sum, [group]) => sum + groups.get(group)!, 0);
    assertEquals([name, Math.abs(tasks - share * total) <= 7], [name, true]);
  }
});

Deno.test("splitGroups() goes by names, sizes and the seed, not by the order", () => {
  const groups = new Map(Array.from({ length: 50 }, (_, at) => [`m${at}`, 2]));
  const found = splitGroups(groups, { splits, seed: "0" });
  const turned = splitGroups(new Map([...groups].reverse()), { splits, seed: "0" });
  assertEquals([...found].sort(), [...turned].sort());
  const other = splitGroups(groups, { splits, seed: "1" });
  assertEquals([...found].sort().join() === [...other].sort().join(), false);
});

Deno.test("parseSplits() takes shares that add up to 1, and says what it cannot take", () => {
  assertEquals(parseSplits("a=1"), [{ name: "a", share: 1 }]);
  assertEquals(parseSplits(" a = 0.3 , b = 0.7 ").map(({ name }) => name), ["a", "b"]);
  assertEquals(parseSplits("a=0.1,b=0.2,c=0.7").length, 3);
  const cases: [string, string][] = [
    ["train", '"train" is not like train=0.9'],
    ["train=0.9", "the shares add up to 0.9, not to 1"],
    ["train=0.5,train=0.5", '"train" is there twice'],
    ["../x=1", '"../x=1" is not like train=0.9'],
    ["a=0,b=1", '"a=0" is not like train=0.9'],
    ["a=1.5", '"a=1.5" is not like train=0.9'],
  ];
  for (const [text, state] of cases) {
    assertThrows(() => parseSplits(text), UsageError, `Cannot use "--split": ${state}`);
  }
});
