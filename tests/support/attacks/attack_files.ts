import type { TaskFiles } from "../../../lib/core/python.ts";
import type { Attack } from "./attack.ts";
import { readAttackFile } from "./read_attacks.ts";

/** The files of an attack's run, or, with `then`, of the job after it. */
export function attackFiles(
  attack: Attack,
  { fill, body = attack.python }: { fill: (source: string) => string; body?: string },
): TaskFiles {
  const tools = readAttackFile("tools.py");
  const source = fill(body);
  const where = body === attack.python ? attack.where : "test";
  switch (where) {
    case "module":
      return { moduleName: "thing", code: `${tools}\n\n${source}`, tests: readAttackFile("honest.py") };
    case "tests":
      return { moduleName: "thing", code: tools, tests: source };
    case "test":
      return { moduleName: "thing", code: tools, tests: asTest(source) };
  }
}

function asTest(body: string): string {
  const lines = body.trimEnd().split("\n").map((line) => `        ${line}\n`).join("");
  return "import unittest\nfrom thing import *\n\n\nclass Attack(unittest.TestCase):\n" +
    `    def test_attack(self):\n${lines}`;
}
