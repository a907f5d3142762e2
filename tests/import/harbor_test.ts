import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { dirname, join } from "@std/path";
import { unifiedDiff } from "../../lib/core/unified_diff.ts";
import { harbor } from "../../lib/import/harbor.ts";
import { inTempDir } from "../support/run_main.ts";
import { sampleTask } from "../support/sample_tasks.ts";

const TASK = sampleTask();
const { moduleName, correctCode, buggyCode, unitTests } = TASK;

/** A task's folder as Harbor has it; null takes a file away. */
async function put(dir: string, changes: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const folder = join(dir, crypto.randomUUID());
  const files = {
    "instruction.md": `Mend it.\n\n## What the module must do\n\n${TASK.problemDescription}\n`,
    "task.toml":
      `schema_version = "1.1"\n\n[task]\nname = "a/b"\ndescription = "Mend a Python module: ${TASK.summary}"\n\n` +
      `[metadata]\ndomain = "Bayesian \\"Statistics\\""\ntopic = ""\n`,
    "environment/Dockerfile": "FROM python:3.11-slim\n",
    [`environment/app/${moduleName}.py`]: buggyCode,
    [`environment/app/test_${moduleName}.py`]: "import unittest\n",
    "environment/app/run_tests.py": "",
    "solution/solve.sh": `#!/bin/bash\nset -eu\ncat > "/app/${moduleName}.py" <<'END'\n${correctCode}END\n`,
    [`tests/test_${moduleName}.py`]: unitTests,
    "tests/test.sh": "",
    ...changes,
  };
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
    if (text !== null) await Deno.writeTextFile(join(folder, path), text);
  }
  return folder;
}

Deno.test("a folder of Harbor gives both modules, the tests that grade, and what the module must do", async () => {
  await inTempDir(async (dir) => {
    const folder = await put(dir);
    assert(harbor.recognises([...Deno.readDirSync(folder)].map(({ name }) => name)));
    const value = {
      moduleName,
      correctCode,
      buggyCode,
      unitTests,
      texts: {
        domain: 'Bayesian "Statistics"',
        topic: undefined,
        subtopic: undefined,
        summary: TASK.summary,
        problemDescription: TASK.problemDescription.trim(),
      },
      failToPass: null,
      passToPass: null,
      json: null,
    };
    assertEquals(await harbor.read(folder), { ok: true, value });
    const diff = unifiedDiff([`a/${moduleName}.py`, buggyCode], [`b/${moduleName}.py`, correctCode]);
    const patch = `#!/bin/bash\ncd /app\npatch -p1 <<'EOF'\n${diff}EOF\n`;
    assertEquals(await harbor.read(await put(dir, { "solution/solve.sh": patch })), { ok: true, value });
    const cut = `head -c -1 > /app/${moduleName}.py <<'END'\n${correctCode}END\n`;
    const without = await harbor.read(await put(dir, { "solution/solve.sh": cut }));
    assertEquals(without.ok && without.value.correctCode, correctCode.slice(0, -1));
  });
});

Deno.test("a folder of Harbor that is no task of one module is refused with the reason", async () => {
  await inTempDir(async (dir) => {
    const cases: [Record<string, string | null>, string][] = [
      [{ "environment/app/other.py": "" }, "environment/ does not hold one Python module"],
      [{ [`environment/app/${moduleName}.py`]: null }, "environment/ does not hold one Python module"],
      [{ "solution/solve.sh": "sed -i s/a/b/ /app/x.py\n" }, "solve.sh does not write out bayes_network.py"],
      [{ "solution/solve.sh": `cat > /app/${moduleName}.py <<'END'\nx = 1\n` }, "does not write out"],
      [{ [`tests/test_${moduleName}.py`]: null }, "Cannot read"],
    ];
    for (const [changes, detail] of cases) {
      const found = await harbor.read(await put(dir, changes));
      assert(!found.ok, detail);
      assertStringIncludes(found.rejection.detail, detail);
    }
    const folder = await put(dir, { "solution/solve.sh": null });
    await Deno.symlink("/etc/passwd", join(folder, "solution/solve.sh"));
    const linked = await harbor.read(folder);
    assert(!linked.ok);
    assertStringIncludes(linked.rejection.detail, "it is a link");
  });
});
