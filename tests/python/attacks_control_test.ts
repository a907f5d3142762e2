import { assert } from "@std/assert";
import { hasControl } from "../support/attacks/attack.ts";
import { controlAttack } from "../support/attacks/control_attack.ts";
import { openOutside, type Outside } from "../support/attacks/outside.ts";
import { readAttacks } from "../support/attacks/read_attacks.ts";
import { pythonPath } from "../support/python_path.ts";

let outside: Outside | null = null;
const ignore = Deno.build.os !== "linux";

Deno.test.beforeAll(async () => {
  // There is no harness: what is aimed at it is aimed at this program, by a signal that tests for it, no more.
  if (!ignore) outside = await openOutside(await pythonPath(), () => Deno.pid);
});

Deno.test.afterAll(async () => await outside?.[Symbol.asyncDispose]());

Deno.test({
  name: "Every attack on what is outside works without isolation, unless the kernel itself refuses it",
  ignore,
  async fn(t) {
    const attacks = readAttacks().filter(hasControl);
    const outcomes: string[] = [];
    for (const attack of attacks) {
      await t.step(`${attack.group}: ${attack.name}`, async () => {
        const { outcome, said } = await controlAttack(attack, {
          python: await pythonPath(),
          outside: outside!,
        });
        outcomes.push(outcome);
        assert(outcome !== "failed", said);
      });
    }
    const reached = outcomes.filter((outcome) => outcome === "reached").length;
    assert(reached > attacks.length / 2, `${reached} of ${attacks.length} reached their goal`);
  },
});
