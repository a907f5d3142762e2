import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Ended, FAKE, runScript } from "../testdata/run_program.ts";

/** Starts a command, waits for its first line, then sends it signals, 150 ms apart. */
async function interrupt(
  command: string,
  signals: readonly Deno.Signal[],
): Promise<Ended & { signal: string | null }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-A", FAKE, command],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stderr = new Response(child.stderr).text();
  let stdout = "";
  let sent = false;
  const send = async () => {
    for (const signal of signals) {
      child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  };
  let sending = Promise.resolve();
  for await (const part of child.stdout.pipeThrough(new TextDecoderStream())) {
    stdout += part;
    if (!sent && stdout.includes("started\n")) {
      sent = true;
      sending = send().catch(() => {});
    }
  }
  const { code, signal } = await child.status;
  await sending;
  return { code, signal, stdout, stderr: await stderr };
}

const NOTE = "Interrupted: finishing what is in flight. Once more stops it now.\n";

Deno.test("the first Ctrl-C lets a draining command finish, then the exit code is 130", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const { code, stdout, stderr } = await interrupt("drain", [signal]);
    assertEquals([code, stdout, stderr], [130, "started\nfinished what was in flight\n", NOTE]);
  }
});

Deno.test("the second Ctrl-C stops a draining command", async () => {
  const { code, stdout, stderr } = await interrupt("stubborn", ["SIGINT", "SIGINT"]);
  assertEquals([code, stdout, stderr], [130, "started\nstopped\n", NOTE]);
});

Deno.test("the first Ctrl-C stops a command that has nothing to drain, without a word", async () => {
  const { code, stdout, stderr } = await interrupt("plain", ["SIGINT"]);
  assertEquals([code, stdout, stderr], [130, "started\n", ""]);
});

Deno.test("one Ctrl-C more ends a command that does not listen", async () => {
  const { code, signal } = await interrupt("deaf", ["SIGINT", "SIGINT"]);
  assertEquals([code, signal], [130, null]);
});

Deno.test("errors of the program have their own exit codes and one line", async () => {
  const cases: [command: string, code: number, message: string][] = [
    ["shortfall", 1, "Cannot make tasks: none came of it"],
    ["environment", 3, `Cannot run "python3": no such program`],
    ["provider", 4, `Cannot ask "gpt": the key is wrong`],
    ["fault", 1, "Cannot finish: first line second \\u001b[31mline; run again with --debug to see where"],
    ["stray", 1, "Cannot finish: nobody waits for this; run again with --debug to see where"],
    ["callback", 1, "Cannot finish: thrown in a callback; run again with --debug to see where"],
  ];
  await Promise.all(cases.map(async ([command, code, message]) => {
    const ended = await runScript(FAKE, [command]);
    assertEquals([ended.code, ended.stderr], [code, message + "\n"]);
  }));
});

Deno.test("a stray error lets the command clean up", async () => {
  assertEquals((await runScript(FAKE, ["stray"])).stdout, "cleaned up\n");
});

Deno.test("--debug shows where an error arose, and its cause", async () => {
  for (const words of [["fault", "--debug"], ["--debug", "fault"]]) {
    const { code, stderr } = await runScript(FAKE, words);
    assertEquals(code, 1);
    assertStringIncludes(stderr, "fake_program.ts:");
    assertStringIncludes(stderr, "[cause]: Error: the reason");
  }
});

Deno.test("a missing Deno permission is told by the flag to add, with exit code 3", async () => {
  const { code, stderr } = await runScript(FAKE, ["denied"], { permissions: [] });
  assertEquals(code, 3);
  assertEquals(
    stderr,
    `Cannot use "/etc/hostname": Deno may not touch it; add --allow-read to the deno command\n`,
  );
});

Deno.test("a reader that leaves ends the program quietly", async () => {
  const script = `{ "$0" run -q -A "$1" flood; echo "code $?" >&2; } | head -n 1`;
  const { stdout, stderr } = await new Deno.Command("sh", { args: ["-c", script, Deno.execPath(), FAKE] })
    .output();
  assertEquals(new TextDecoder().decode(stdout), "line\n");
  assertEquals(new TextDecoder().decode(stderr), "code 0\n");
});

Deno.test("a full disk under stdout is told", async () => {
  const script = `"$0" run -q -A "$1" drain > /dev/full`;
  const { code, stderr } = await new Deno.Command("sh", { args: ["-c", script, Deno.execPath(), FAKE] })
    .output();
  assertEquals([code, new TextDecoder().decode(stderr)], [
    3,
    `Cannot write "stdout": no space left on device\n`,
  ]);
});

Deno.test("output that no one awaited is written whole and in order", async () => {
  const { code, stdout } = await runScript(FAKE, ["unawaited"]);
  assertEquals(code, 7);
  const lines = stdout.trimEnd().split("\n");
  assertEquals(lines.map((line) => Number.parseInt(line)), Array.from({ length: 300 }, (_, i) => i));
  assert(lines.every((line) => line.endsWith("x".repeat(1000))));
});

Deno.test("an empty environment variable counts as not set", async () => {
  const { stdout } = await runScript(FAKE, ["env"], { env: { FAKE_SET: "a", FAKE_EMPTY: "" } });
  assertEquals(stdout, '["a",null,false]');
});
