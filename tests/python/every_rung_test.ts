import { assert, assertEquals } from "@std/assert";
import { climb } from "../../lib/python/climb.ts";
import { type HarnessJob, jobBase } from "../../lib/python/harness_process.ts";
import { parseRecord } from "../../lib/python/parse_record.ts";
import { findPythons } from "../support/pythons.ts";

/** Rungs of Linux that hold foreign code. */
const RUNGS = [1, 2, 3];
const TESTS = `import math, threading, tempfile, unittest, asyncio
from thing import half

class A(unittest.TestCase):
    def test_half(self):
        self.assertEqual(half(3), 1.5)
    def test_thread(self):
        seen = []
        thread = threading.Thread(target=seen.append, args=(1,))
        thread.start()
        thread.join()
        self.assertEqual(seen, [half(2)])
    def test_files(self):
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
        self.assertEqual(half(2), 1)
    def test_event_loop(self):
        async def later():
            await asyncio.sleep(0)
            return half(4)
        self.assertEqual(asyncio.run(later()), 2)
`;
const CODE = "def half(x):\n    return x / 2\n";

for (const interpreter of await findPythons()) {
  for (const rung of RUNGS) {
    Deno.test({
      name:
        `Python ${interpreter.version} withstands the attacks on rung ${rung}, and runs threads, files and event loops`,
      ignore: Deno.build.os !== "linux",
      async fn() {
        const { harness, ...climbed } = await climb(interpreter, [rung]);
        try {
          assertEquals(climbed, { rung, refused: "" });
          const base = jobBase("tests", { limitMs: 5000 });
          const warm: HarnessJob = { ...base, module: "thing", code: CODE, tests: TESTS };
          for (let turn = 0; turn < 2; turn++) {
            const reply = await harness.run(warm);
            const report = parseRecord(reply?.result ?? "");
            const tests = report?.tests as readonly Record<string, unknown>[] | undefined;
            assertEquals(
              tests?.map(({ id, status, message }) => [id, status, message]),
              ["event_loop", "files", "half", "thread"].map((name) => [`A.test_${name}`, "passed", ""]),
              JSON.stringify(reply),
            );
          }
          const files = { "run_tests.py": "import thing\nprint(thing.half(5))\n", "thing.py": CODE };
          const cold = await harness.run({ ...jobBase("cold", { limitMs: 5000 }), module: "thing", files });
          assert(cold !== null);
          assertEquals([cold.code, cold.output], [0, "2.5\n"]);
        } finally {
          await harness.close();
        }
      },
    });
  }
}
