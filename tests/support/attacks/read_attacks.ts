import { fromFileUrl, join } from "@std/path";
import { parse } from "@std/yaml";
import { type Attack, ATTACK_PLACES, ATTACK_RUNS, HOLDINGS } from "./attack.ts";

const FOLDER = fromFileUrl(new URL("../../testdata/attacks/", import.meta.url));
const KEYS = [
  ..."name rungs where run holds limit_ms control why python then".split(" "),
];

/** All attacks of tests/testdata/attacks, by group. Throws where one is not well formed. */
export function readAttacks(): readonly Attack[] {
  const files = [...Deno.readDirSync(FOLDER)].map(({ name }) => name)
    .filter((name) => name.endsWith(".yaml")).sort();
  const attacks = files.flatMap((file) =>
    readGroup(Deno.readTextFileSync(join(FOLDER, file)), file.slice(0, -".yaml".length))
  );
  const names = new Set<string>();
  for (const { name } of attacks) {
    if (names.has(name)) throw refusal(name, "another attack has this name");
    names.add(name);
  }
  return attacks;
}

/** A file of tests/testdata/attacks that is Python, such as "tools.py". */
export function readAttackFile(name: string): string {
  return Deno.readTextFileSync(join(FOLDER, name));
}

/** The attacks of one group. Throws where one is not well formed. */
export function readGroup(yaml: string, group: string): readonly Attack[] {
  const list: unknown = parse(yaml, { schema: "core" });
  if (!Array.isArray(list)) throw refusal(group, "it is no list");
  return list.map((entry) => readAttack(entry, group));
}

function readAttack(entry: unknown, group: string): Attack {
  const fields = (entry ?? {}) as Readonly<Record<string, unknown>>;
  const name = typeof fields.name === "string" && fields.name.length > 3 ? fields.name : null;
  if (name === null) throw refusal(group, "an attack has no name");
  const unknown = Object.keys(fields).find((key) => !KEYS.includes(key));
  if (unknown) throw refusal(name, `it has the unknown key ${unknown}`);
  const text = (key: string): string | null => {
    const value = fields[key] ?? null;
    if (value !== null && (typeof value !== "string" || value.trim() === "")) {
      throw refusal(name, `${key} is no text`);
    }
    return value;
  };
  const holds = listOf([fields.holds ?? "blocked"].flat(), HOLDINGS);
  const rungs = listOf([fields.rungs ?? [1, 2, 3]].flat(), [1, 2, 3]);
  const where = oneOf(text("where") ?? "test", ATTACK_PLACES);
  const run = oneOf(text("run") ?? "warm", ATTACK_RUNS);
  if (holds === null) throw refusal(name, `holds is none of ${HOLDINGS.join(", ")}`);
  if (rungs === null) throw refusal(name, "rungs are none of 1, 2, 3");
  if (where === null) throw refusal(name, `where is none of ${ATTACK_PLACES.join(", ")}`);
  if (run === null) throw refusal(name, `run is none of ${ATTACK_RUNS.join(", ")}`);
  const limitMs = fields.limit_ms ?? 1000;
  if (typeof limitMs !== "number" || limitMs < 10 || limitMs > 10_000) {
    throw refusal(name, "limit_ms is none of 10 to 10000");
  }
  const noControl = text("why");
  if (
    (fields.control !== undefined && fields.control !== false) ||
    (noControl === null) === ("control" in fields)
  ) {
    throw refusal(name, "control is not false, with its reason in why");
  }
  if (noControl !== null && !holds.includes("blocked")) throw refusal(name, "it has no control to leave out");
  const python = text("python");
  if (python === null) throw refusal(name, "it has no python");
  return { name, group, rungs, where, run, holds, limitMs, noControl, python, then: text("then") };
}

function oneOf<T extends string>(value: string, known: readonly T[]): T | null {
  return known.find((each) => each === value) ?? null;
}

function listOf<T>(values: readonly unknown[], known: readonly T[]): readonly T[] | null {
  return values.length > 0 && values.every((value) => known.includes(value as T)) ? values as T[] : null;
}

function refusal(name: string, state: string): TypeError {
  return new TypeError(`Cannot read the attack "${name}": ${state}`);
}
