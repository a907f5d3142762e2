import { assert, assertEquals, assertThrows } from "@std/assert";
import { ATTACK_PLACES, ATTACK_RUNS, hasControl, HOLDINGS } from "./attack.ts";
import { attackFiles } from "./attack_files.ts";
import { readAttacks, readGroup } from "./read_attacks.ts";

const attacks = readAttacks();

Deno.test("readAttacks() gives attacks of every group, kind and holding", () => {
  assert(attacks.length >= 300, String(attacks.length));
  const seen = (values: readonly string[]) => [...new Set(values)].sort();
  assertEquals(seen(attacks.map(({ where }) => where)), [...ATTACK_PLACES].sort());
  assertEquals(seen(attacks.map(({ run }) => run)), [...ATTACK_RUNS].sort());
  assertEquals(seen(attacks.flatMap(({ holds }) => holds)), [...HOLDINGS].sort());
  assertEquals(seen(attacks.map(({ group }) => group)), [
    "cold",
    "files",
    "import_time",
    "kernel",
    "leftovers",
    "network",
    "output",
    "privileges",
    "processes",
    "resources",
    "verdict_forging",
  ]);
});

Deno.test("every attack's placeholders are in braces, and what can be tried without isolation is most of them", () => {
  for (const attack of attacks) {
    const { code, tests } = attackFiles(attack, {
      fill: (source) => source.replaceAll(/\$\{[A-Z0-9_]+\}/g, "1"),
    });
    assert(!`${code}${tests}`.includes("${"), attack.name);
  }
  const blocked = attacks.filter(({ holds, then }) => holds.includes("blocked") && then === null);
  assert(blocked.filter(hasControl).length > 0.7 * blocked.length);
});

Deno.test("readGroup() refuses what is not well formed", () => {
  const good = "- name: An attack\n  python: pass\n";
  assertEquals(readGroup(good, "group")[0]!.rungs, [1, 2, 3]);
  for (
    const [addition, state] of [
      ["  hold: blocked\n", "it has the unknown key hold"],
      ["  holds: blokked\n", "holds is none of blocked, not_passed, bounded, ended, contained"],
      ["  holds: []\n", "holds is none of blocked, not_passed, bounded, ended, contained"],
      ["  rungs: [4]\n", "rungs are none of 1, 2, 3"],
      ["  where: nowhere\n", "where is none of test, module, tests"],
      ["  run: hot\n", "run is none of warm, calls, cold"],
      ["  limit_ms: 100000\n", "limit_ms is none of 10 to 10000"],
      ["  control: false\n", "control is not false, with its reason in why"],
      ["  why: because\n", "control is not false, with its reason in why"],
      ["  holds: ended\n  control: false\n  why: because\n", "it has no control to leave out"],
      ["  then: 7\n", "then is no text"],
    ] as const
  ) {
    assertThrows(() => readGroup(good + addition, "group"), TypeError, state);
  }
  assertThrows(
    () => readGroup("- name: An attack\n", "group"),
    TypeError,
    'Cannot read the attack "An attack"',
  );
  assertThrows(() => readGroup("- python: pass\n", "group"), TypeError, "an attack has no name");
  assertThrows(() => readGroup("name: x\n", "group"), TypeError, "it is no list");
});
