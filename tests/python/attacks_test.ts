import { assertEquals } from "@std/assert";
import { rungOf } from "../support/attacks/open_rung.ts";
import { testRung } from "../support/attacks/test_rung.ts";
import { openPool } from "../support/with_pool.ts";

testRung(1);

Deno.test("A pool is on a rung that is known", async () => {
  await using pool = await openPool();
  assertEquals([1, 2, 3, 4].includes(rungOf(pool)), true);
});
