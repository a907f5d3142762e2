import { assertEquals } from "@std/assert";
import type { PythonPool } from "../../../lib/python/pool.ts";
import { type Ground, openGround } from "./ground.ts";
import { judgeAttack } from "./judge_attack.ts";
import { openRung } from "./open_rung.ts";
import { readAttacks } from "./read_attacks.ts";

/** A test with a step for each attack on a rung; it does nothing where this machine does not have that rung. */
export function testRung(rung: number): void {
  let pool: PythonPool | null = null;
  let ground: Ground | null = null;
  const ignore = Deno.build.os !== "linux";

  Deno.test.beforeAll(async () => {
    if (ignore) return;
    pool = await openRung(rung);
    if (pool !== null) ground = await openGround(pool);
  });

  Deno.test.afterAll(async () => {
    await ground?.[Symbol.asyncDispose]();
    await pool?.close();
  });

  Deno.test({
    name: `Every attack fails on rung ${rung} of isolation, and leaves nothing`,
    ignore,
    async fn(t) {
      if (pool === null || ground === null) return;
      const prepared = { pool, ground, rung };
      for (const attack of readAttacks()) {
        await t.step(`${attack.group}: ${attack.name}`, async () => {
          assertEquals((await judgeAttack(attack, prepared)).problems, []);
        });
      }
      await t.step("no zombie is left in the end", async () => assertEquals(await ground!.zombies(), []));
    },
  });
}
