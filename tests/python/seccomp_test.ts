import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { pythonPath } from "../support/python_path.ts";

const LIB = fromFileUrl(new URL("../../lib/python", import.meta.url));
const SCRIPT = fromFileUrl(new URL("../testdata/run_filter.py", import.meta.url));
const EPERM = 1;
const EAGAIN = 11;
const EACCES = 13;
const ENOTTY = 25;
const ENOSYS = 38;
const AF_UNIX = 1;
const [SIGCHLD, CLONE_THREAD, CLONE_NEWUSER] = [17, 0x10000, 0x10000000];

type Expected = "allow" | "kill" | number;
/** Filter, call by name or number, arguments, and what becomes of it. */
type Row = readonly [filter: string, call: string | number, args: readonly number[], expected: Expected];

const ROWS: readonly Row[] = [
  ["kernel", "read", [], "allow"],
  ["kernel", "exit_group", [0], "allow"],
  ["kernel", "clone", [SIGCHLD], "allow"],
  ["kernel", "clone", [CLONE_NEWUSER | SIGCHLD], EPERM],
  ["kernel", "clone3", [], ENOSYS],
  ["kernel", "execve", [], EACCES],
  ["kernel with programs", "execve", [], "allow"],
  ["kernel with programs", "execveat", [], EACCES],
  ["kernel", "socketpair", [AF_UNIX, 1], "allow"],
  // Not blocking, and closed when a program starts.
  ["kernel", "socketpair", [AF_UNIX, 1 | 0x80000 | 0x800], "allow"],
  ["kernel", "socketpair", [AF_UNIX, 2], EPERM],
  ["kernel", "ioctl", [0, 0x5401], "allow"],
  ["kernel", "ioctl", [0, 0x5412], ENOTTY],
  ["kernel", "fcntl", [0, 4], "allow"],
  ["kernel", "fcntl", [0, 8], EPERM],
  ["kernel", "fchmodat", [], "allow"],
  ["kernel without metadata", "fchmodat", [], EPERM],
  ["kernel without metadata", "utimensat", [], EPERM],
  ["kernel", "pivot_root", [], EPERM],
  ["kernel", "landlock_restrict_self", [], EPERM],
  ["kernel", 9999, [], EPERM],
  ["process", "clone", [SIGCHLD], EAGAIN],
  ["process", "clone", [CLONE_THREAD | 0xf00], "allow"],
  ["process", "fork", [], EAGAIN],
  ["process", "vfork", [], EAGAIN],
  ["process", "execve", [], EACCES],
  ["process with programs", "execve", [], "allow"],
  ["kernel", "setsid", [], EPERM],
  ["kernel with programs", "setsid", [], "allow"],
  ["process with programs", "setsid", [], EPERM],
  ["process with programs", "clone", [SIGCHLD], EAGAIN],
  ["process with children", "clone", [SIGCHLD], "allow"],
  ["process with children", "setsid", [], EPERM],
  ["process with children", "kill", [1, 9], EPERM],
  ["process with signals", "kill", [1, 9], "allow"],
  ["process with signals", "prctl", [4], EPERM],
  ["process", "kill", [4242, 9], "allow"],
  ["process", "kill", [1, 9], EPERM],
  ["process", "kill", [0, 9], EPERM],
  ["process", "kill", [-1, 9], EPERM],
  ["process", "kill", [-4242, 9], EPERM],
  ["process", "tgkill", [4242, 4243, 6], "allow"],
  ["process", "tgkill", [1, 1, 6], EPERM],
  ["process", "tkill", [4242, 6], EPERM],
  ["process", "prctl", [15], "allow"],
  ["process", "prctl", [4], EPERM],
  ["process", "prlimit64", [0], "allow"],
  ["process", "prlimit64", [1], EPERM],
  ["process", "seccomp", [], EPERM],
  ["process", "read", [], "allow"],
];

/** What is asked of each architecture alone; "foreign" calls come by another one's numbers. */
const OWN: Readonly<Record<string, readonly Row[]>> = {
  x86_64: [["kernel", 0x40000000, [], ENOSYS], ["kernel", 0x40000000 + 520, [], ENOSYS], [
    "kernel",
    "open",
    [],
    "allow",
  ]],
  aarch64: [["kernel", 63, [], "allow"], ["kernel", 220, [SIGCHLD], "allow"]],
};

for (const machine of ["x86_64", "aarch64"]) {
  Deno.test(`The filters let through what they say, and nothing else, on ${machine}`, async () => {
    const rows = [...ROWS, ...OWN[machine]!];
    const foreign: Row = ["kernel", "read", [], "kill"];
    const questions = [
      ...rows.map(([filter, call, args]) => [filter, call, args, false]),
      [foreign[0], foreign[1], foreign[2], true],
    ];
    const child = new Deno.Command(await pythonPath(), {
      args: ["-S", "-B", SCRIPT, LIB, machine],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(JSON.stringify(questions)));
    await writer.close();
    const { stdout } = await child.output();
    const answers = JSON.parse(new TextDecoder().decode(stdout)) as (number | null)[];
    const missing: string[] = [];
    const found = [...rows, foreign].map(([filter, call, args], at) => {
      if (answers[at] === null) missing.push(String(call));
      return [filter, call, args, describe(answers[at]!)];
    });
    const expected = [...rows, foreign].map((row, at) =>
      answers[at] === null ? [...row.slice(0, 3), null] : [...row]
    );
    assertEquals(found, expected);
    // What an architecture does not have is refused like all that is not named.
    assertEquals(missing, machine === "x86_64" ? [] : ["fork", "vfork"]);
  });
}

function describe(answer: number | null): Expected | null {
  if (answer === null) return null;
  if (answer === 0x7fff0000) return "allow";
  if (answer === 0x80000000) return "kill";
  return answer - 0x00050000;
}
