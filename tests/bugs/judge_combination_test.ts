import { assertEquals } from "@std/assert";
import { combineBugs } from "../../lib/bugs/combine_bugs.ts";
import { judgeCombination, mayStand } from "../../lib/bugs/judge_combination.ts";
import type { CaughtBug } from "../../lib/bugs/pick_bug.ts";
import type { Verdict } from "../../lib/core/verdict.ts";
import { parsePython } from "../support/parse_python.ts";

const CODE = "def a():\n    return 1\n\n\ndef b():\n    return 2\n\n\ndef c():\n    return 3\n";
const healthy = { source: CODE, tree: await parsePython(CODE) };
const ALL = ["T.1", "T.2", "T.3", "T.4"];

function failed(failing: readonly string[]): CaughtBug["verdict"] {
  const tests = ALL.map((id) => ({
    id,
    status: failing.includes(id) ? "failed" as const : "passed" as const,
    ms: 1,
    errorType: "",
    message: "",
    frames: [],
  }));
  return { kind: "failed", tests, failing, passing: ALL.filter((id) => !failing.includes(id)) };
}

/** The bug of a function, which fails these tests alone. */
function bug(name: "a" | "b" | "c", ...failing: string[]): CaughtBug {
  const number = { a: "1", b: "2", c: "3" }[name];
  const start = CODE.indexOf(`return ${number}`) + 7;
  const edits = [{ start, end: start + 1, text: "9" }];
  const candidate = {
    strategy: "operator" as const,
    operator: "test",
    family: "constant" as const,
    edits,
    code: CODE.replace(`return ${number}`, "return 9"),
    function: name,
    line: 2,
    description: "",
    rootCause: "",
  };
  return { candidate, verdict: failed(failing) };
}

/** What comes of bugs whose combinations, by the names of their functions, come to these verdicts. */
async function judged(bugs: readonly CaughtBug[], verdicts: Readonly<Record<string, Verdict>>) {
  const ran: string[] = [];
  const whole = await judgeCombination(bugs, {
    healthy,
    judge: ({ parts }) => {
      const name = parts!.map((part) => part.function).join("");
      ran.push(name);
      return Promise.resolve(verdicts[name] ?? { kind: "survived" });
    },
  });
  return { ran, parts: whole?.candidate.parts?.map((part) => part.function) ?? null };
}

Deno.test("judgeCombination() takes two bugs that fail what each fails alone", async () => {
  const pair = [bug("a", "T.1", "T.2"), bug("b", "T.2", "T.3")];
  const all = failed(["T.1", "T.2", "T.3", "T.4"]);
  assertEquals(await judged(pair, { ab: all }), { ran: ["ab"], parts: ["a", "b"] });
});

Deno.test("judgeCombination() refuses bugs of which one hides the other", async () => {
  const pair = [bug("a", "T.1", "T.2"), bug("b", "T.3")];
  assertEquals((await judged(pair, { ab: failed(["T.1", "T.3"]) })).parts, null, "a test passes again");
  assertEquals((await judged(pair, { ab: { kind: "timeout" } })).parts, null, "together they run forever");
  assertEquals(await judged([bug("a", "T.1"), bug("b", "T.1", "T.2")], {}), { ran: [], parts: null });
});

Deno.test("judgeCombination() holds each of three against the two others together", async () => {
  const three = [bug("a", "T.1"), bug("b", "T.2"), bug("c", "T.3")];
  const all = { abc: failed(["T.1", "T.2", "T.3"]), ac: failed(["T.1", "T.3"]), bc: failed(["T.2", "T.3"]) };
  const good = await judged(three, { ...all, ab: failed(["T.1", "T.2"]) });
  assertEquals([good.parts, good.ran.at(-1), good.ran.toSorted()], [["a", "b", "c"], "abc", [
    "ab",
    "abc",
    "ac",
    "bc",
  ]]);
  // Neither a nor b fails it, but both together do: c has no test of its own.
  assertEquals((await judged(three, { ...all, ab: failed(["T.1", "T.2", "T.3"]) })).parts, null);
  // Where c is mended, a hides b.
  assertEquals((await judged(three, { ...all, ab: failed(["T.1"]) })).parts, null);
});

Deno.test("mayStand() asks each bug for a test that no other fails", () => {
  assertEquals(mayStand([bug("a", "T.1", "T.2"), bug("b", "T.2", "T.3")]), true);
  assertEquals(mayStand([bug("a", "T.1"), bug("b", "T.2"), bug("c", "T.1", "T.2", "T.3")]), false);
  assertEquals(combineBugs([bug("a").candidate, bug("b").candidate], healthy)?.edits.length, 2);
});
