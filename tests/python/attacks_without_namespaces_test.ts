import { assertEquals } from "@std/assert";
import { openRung } from "../support/attacks/open_rung.ts";
import { testRung } from "../support/attacks/test_rung.ts";

testRung(2);

Deno.test("A rung that there is not cannot be opened", async () => {
  assertEquals(await openRung(9), null);
});
