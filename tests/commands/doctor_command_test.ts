import { assert, assertEquals, assertMatch } from "@std/assert";
import { VERSION } from "../../lib/version.ts";
import { inTempDir, runMain } from "../support/run_main.ts";

Deno.test("doctor shows what the machine has, and that its verdicts are right", async () => {
  await inTempDir(async (cwd) => {
    const { code, stdout, stderr } = await runMain(["doctor"], { cwd });
    assertEquals([code, stderr], [0, ""]);
    assertMatch(stdout, /^python +3\.\d+\.\d+ at \/.+$/m);
    assertMatch(stdout, /^verdicts +right on a healthy and on a broken module$/m);
    assertMatch(stdout, /^author +no OPENAI_API_KEY and no --base-url: using the offline author$/m);
    assertMatch(stdout, /^library +24 scenarios$/m);
  });
});

Deno.test("doctor --json tells a script the same, and never the key", async () => {
  await inTempDir(async (cwd) => {
    const env = { OPENAI_API_KEY: "sk-very-secret-123", LITELLM_MODEL: "openai/gpt-4o" };
    const [json, page] = await Promise.all(
      [["--json"], []].map((words) => runMain(["doctor", ...words], { cwd, env })),
    );
    const report = JSON.parse(json!.stdout);
    assertEquals([json!.code, report.version, report.python.judges, report.key_configured], [
      0,
      VERSION,
      true,
      true,
    ]);
    assertEquals(report.author, { kind: "model", model: "gpt-4o", base_url: "the provider's own" });
    assert(Array.isArray(report.python.isolation) && report.python.isolation.length > 0);
    for (const { stdout, stderr } of [json!, page!]) assert(!`${stdout}${stderr}`.includes("secret"));
  });
});

Deno.test("doctor ends with 3 where there is no Python to use, and shows the rest", async () => {
  await inTempDir(async (cwd) => {
    const { code, stdout, stderr } = await runMain(["doctor", "--python", "no-such-python"], { cwd });
    assertEquals([code, stderr], [3, ""]);
    assertMatch(stdout, /^python +Cannot run "no-such-python": there is no such program; install/m);
    assertMatch(stdout, /^catalogue +\d{3,} scenarios$/m);
    const json = await runMain(["doctor", "--python", "false", "--json"], { cwd });
    assertEquals(json.code, 3);
    assertMatch(JSON.parse(json.stdout).python.problem, /^Cannot run "false": it is no working Python/);
  });
});

Deno.test("doctor refuses what it cannot use", async () => {
  await inTempDir(async (cwd) => {
    const cases = [
      [
        ["--base-url", "http://me:secret@host/v1"],
        "Cannot use --base-url: the URL holds a user name or password. Give the key as OPENAI_API_KEY",
      ],
      [["now"], 'Cannot run "doctor": "now" is one word too many'],
      [["--pyhton", "x"], 'Cannot use "--pyhton": no such flag. Did you mean "--python"?'],
    ] as const;
    for (const [words, message] of cases) {
      assertEquals(await runMain(["doctor", ...words], { cwd }), {
        code: 2,
        stdout: "",
        stderr: `${message}\n`,
      });
    }
  });
});
