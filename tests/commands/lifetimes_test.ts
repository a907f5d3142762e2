import { assert, assertEquals } from "@std/assert";
import { NO_MODEL } from "../support/run_main.ts";
import { descendantsOf, isAlive, waitUntilGone } from "../support/processes.ts";
import { MAIN } from "../testdata/run_program.ts";
import { inTempDir, runMain } from "../support/run_main.ts";

/** How a program is ended, and the exit code that it then has; null where a signal ended it. */
const ENDS:
  readonly (readonly [name: string, end: (child: Deno.ChildProcess) => void, code: number | null])[] = [
    ["two times Ctrl-C", (child) => kill(child, ["SIGINT", "SIGINT"]), 130],
    ["two times SIGTERM", (child) => kill(child, ["SIGTERM", "SIGTERM"]), 130],
    ["SIGKILL", (child) => kill(child, ["SIGKILL"]), null],
  ];

function kill(child: Deno.ChildProcess, signals: readonly Deno.Signal[]): void {
  const [signal, ...others] = signals;
  child.kill(signal!);
  if (others.length > 0) setTimeout(() => kill(child, others), 100);
}

function start(words: readonly string[], cwd: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", "-A", MAIN, ...words],
    cwd,
    env: { ...NO_MODEL },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

for (const [name, end, code] of ENDS) {
  Deno.test({
    name: `A batch that is ended by ${name} leaves no Python, and only whole files`,
    ignore: Deno.build.os !== "linux",
    async fn() {
      await inTempDir(async (cwd) => {
        const child = start(["batch", "--count", "500", "--offline"], cwd);
        const stdout = child.stdout.cancel();
        let pythons: number[] = [];
        for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
          if (pythons.length > 0 || !text.includes("made ")) continue;
          pythons = descendantsOf(child.pid);
          end(child);
        }
        const status = await child.status;
        await stdout;
        assert(pythons.length > 2, `${pythons.length} processes below the program`);
        assertEquals(status.signal === null ? status.code : null, code);
        await waitUntilGone(() => pythons.filter(isAlive));
        const valid = await runMain(["validate", "conversations", "--quiet"], { cwd });
        assertEquals([valid.code, valid.stderr], [0, ""]);
      });
    },
  });
}

Deno.test({
  name: "A program whose output nobody reads any more ends quietly and leaves no Python",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await inTempDir(async (cwd) => {
      assertEquals((await runMain(["batch", "--count", "6", "--offline", "--quiet"], { cwd })).code, 0);
      const child = start(["validate", "conversations", "--workers", "1"], cwd);
      const stderr = new Response(child.stderr).text();
      const reader = child.stdout.getReader();
      await reader.read();
      const pythons = descendantsOf(child.pid);
      await reader.cancel();
      await child.status;
      assert(pythons.length > 0);
      assertEquals(await stderr, "");
      await waitUntilGone(() => pythons.filter(isAlive));
    });
  },
});
