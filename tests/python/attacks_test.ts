import { assert, assertEquals } from "@std/assert";
import type { PythonPool } from "../../lib/python/pool.ts";
import { hasControl } from "../support/attacks/attack.ts";
import { controlAttack } from "../support/attacks/control_attack.ts";
import { type Ground, openGround } from "../support/attacks/ground.ts";
import { judgeAttack } from "../support/attacks/judge_attack.ts";
import { openRung } from "../support/attacks/open_rung.ts";
import { readAttacks } from "../support/attacks/read_attacks.ts";

const attacks = readAttacks();
const grounds = new Map<number, { readonly pool: PythonPool; readonly ground: Ground }>();

Deno.test.beforeAll(async () => {
  if (Deno.build.os !== "linux") return;
  for (const rung of [1, 2, 3]) {
    const pool = await openRung(rung);
    if (pool !== null) grounds.set(rung, { pool, ground: await openGround(pool) });
  }
});

Deno.test.afterAll(async () => {
  for (const { pool, ground } of grounds.values()) {
    await ground[Symbol.asyncDispose]();
    await pool.close();
  }
});

for (const rung of [1, 2, 3]) {
  Deno.test({
    name: `Every attack fails on rung ${rung} of isolation, where this machine has it, and leaves nothing`,
    ignore: Deno.build.os !== "linux",
    async fn(t) {
      const prepared = grounds.get(rung);
      if (!prepared) return;
      for (const attack of attacks) {
        await t.step(`${attack.group}: ${attack.name}`, async () => {
          assertEquals((await judgeAttack(attack, { ...prepared, rung })).problems, []);
        });
      }
    },
  });
}

Deno.test({
  name: "Every attack on what is outside works without isolation, unless the kernel itself refuses it",
  ignore: Deno.build.os !== "linux",
  async fn(t) {
    const prepared = [...grounds.values()][0];
    if (!prepared) return;
    const { pool, ground: { outside } } = prepared;
    const outcomes = [];
    for (const attack of attacks.filter(hasControl)) {
      await t.step(`${attack.group}: ${attack.name}`, async () => {
        const { outcome, said } = await controlAttack(attack, { python: pool.path, outside });
        outcomes.push(outcome);
        assert(outcome !== "failed", said);
      });
    }
    assert(outcomes.length > 100);
  },
});
