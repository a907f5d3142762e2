import { assertEquals } from "@std/assert";
import { didYouMean, nearestName } from "../../lib/commands/nearest_name.ts";

const NAMES = ["generate", "batch", "file-edit", "validate", "help"];

Deno.test("nearestName() finds the name that a mistyped or unfinished word stands for", () => {
  const cases = [["bacth", "batch"], ["BATCH", "batch"], ["gen", "generate"], ["fileedit", "file-edit"], [
    "va",
    "validate",
  ]];
  for (const [word, name] of cases) assertEquals(nearestName(word!, NAMES), name);
});

Deno.test("nearestName() does not guess at a word that is far from all", () => {
  for (const word of ["", "x", "frobnicate", "--json", "toString"]) {
    assertEquals(nearestName(word, NAMES), null);
  }
  assertEquals(didYouMean("frobnicate", NAMES), "");
});
