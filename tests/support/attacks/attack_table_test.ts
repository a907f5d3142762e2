import { assertEquals } from "@std/assert";
import { attackTable } from "./attack_table.ts";

Deno.test("attackTable() aligns its columns and underlines its head", () => {
  assertEquals(attackTable([["attack", "rung 1"], ["a", "held"], ["longer than all", "broke"]]).split("\n"), [
    "attack           rung 1",
    "---------------  ------",
    "a                held",
    "longer than all  broke",
  ]);
});
