import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { importDirectly } from "../../lib/inject/module_imports.ts";
import { parseSource } from "../../lib/inject/source_text.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();
const ORBIT = { stem: "orbit", moduleName: "orbit" };

/** A line in, the line out. */
const LINES: readonly (readonly [string, string, { stem: string; moduleName: string }?])[] = [
  ["import orbit", "import orbit"],
  ["import orbit as o, math", "import orbit as o, math"],
  ["from orbit import period, speed", "from orbit import period, speed"],
  [
    "from src.space.orbit import (period,  # one\n    speed)",
    "from orbit import (period,  # one\n    speed)",
  ],
  ["from .orbit import period", "from orbit import period"],
  ["from .. import orbit", "import orbit"],
  ["from space import orbit as o", "import orbit as o"],
  ["import space.orbit as o", "import orbit as o"],
  ["from os import path", "from os import path", { stem: "path", moduleName: "path" }],
  ["import Orbit", "import orbit as Orbit", { stem: "Orbit", moduleName: "orbit" }],
  ["import Orbit as o", "import orbit as o", { stem: "Orbit", moduleName: "orbit" }],
  ["from Orbit import period", "from orbit import period", { stem: "Orbit", moduleName: "orbit" }],
  ["import sys\nsys.path.insert(0, 'src')\nx = 1", "import sys\n\nx = 1"],
  ["from space.orbit import f\np = 'space.orbit.f'", "from orbit import f\np = 'orbit.f'"],
  ["from space.planet import f", "from space.planet import f"],
];

Deno.test("tests import the module directly, however they did before", async (t) => {
  for (const [line, expected, names = ORBIT] of LINES) {
    await t.step(line, async () => {
      assertEquals(importDirectly(await parseSource("t.py", line, pool()), names), expected);
    });
  }
});

Deno.test("imports that one module cannot satisfy are refused by their line", async () => {
  for (
    const [text, says] of [
      [
        "import math\nimport space.orbit",
        'line 2 says "import space.orbit": write "from space import orbit"',
      ],
      ["from . import orbit, planet", 'line 1 imports more than orbit from "."'],
      ["from .planet import mass", 'line 1 imports from ".planet"'],
    ] as const
  ) {
    const source = await parseSource("t.py", text, pool());
    const error = assertThrows(() => importDirectly(source, ORBIT), UsageError);
    assertStringIncludes(error.message, `Cannot use "t.py": ${says}`);
  }
});
