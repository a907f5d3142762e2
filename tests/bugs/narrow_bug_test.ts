import { assert, assertEquals } from "@std/assert";
import { llmVariants } from "../../lib/bugs/llm_variants.ts";
import { narrowBug } from "../../lib/bugs/narrow_bug.ts";
import type { CaughtBug } from "../../lib/bugs/pick_bug.ts";
import type { Verdict } from "../../lib/core/verdict.ts";
import { bugRequest } from "../support/bug_request.ts";
import { scriptedChat } from "../support/scripted_chat.ts";

const CODE = `def f(a):
    b = a + 1  # one more
    c = b * 2
    return c


def g(a):
    return a - 1
`;
const request = await bugRequest(CODE);

/** A verdict by which these tests fail. */
function failing(...ids: readonly string[]): Verdict {
  return { kind: "failed", tests: [], failing: ids, passing: [] };
}

/** Narrows the bug of these edits, with a judge that knows the code alone. */
async function narrow(edits: readonly (readonly [string, string])[], judge: (code: string) => Verdict) {
  const bug = {
    description: "d",
    root_cause: "r",
    edits: edits.map(([find, replace]) => ({ find, replace })),
  };
  const { candidates: [candidate], refused } = await llmVariants(
    scriptedChat(JSON.stringify({ bugs: [bug] })),
  )
    .propose(request);
  assert(candidate, JSON.stringify(refused));
  const asked: string[] = [];
  const caught = { candidate, verdict: judge(candidate.code) } as CaughtBug;
  const narrowed = await narrowBug(caught, request.module, (code) => {
    asked.push(code);
    return Promise.resolve(judge(code));
  });
  return { caught, narrowed, asked: asked.length };
}

Deno.test("narrowBug() keeps the one edit that the failing tests need, and tells its place", async () => {
  const { narrowed } = await narrow(
    [["a + 1", "1 + a"], ["a - 1", "a - 2"]],
    (code) => code.includes("a - 2") ? failing("T.g") : { kind: "survived" },
  );
  assertEquals(narrowed.candidate.code, CODE.replace("a - 1", "a - 2"));
  assertEquals([narrowed.candidate.function, narrowed.candidate.line], ["g", 8]);
  assertEquals([narrowed.candidate.edits.length, narrowed.candidate.description], [1, "d"]);
  assertEquals(narrowed.verdict.failing, ["T.g"]);
});

Deno.test("narrowBug() keeps edits that need each other, and those without which other tests fail", async () => {
  const edits = [["a + 1", "a + 2"], ["b * 2", "b * 3"], ["a - 1", "a - 2"]] as const;
  const ids = (code: string) =>
    [["a + 2", "T.a"], ["a - 2", "T.c"]].filter(([text]) => code.includes(text!)).map(([, id]) => id!);
  const { caught, narrowed } = await narrow(edits, (code) => failing(...ids(code)));
  assertEquals(narrowed.candidate.code, caught.candidate.code.replace("b * 3", "b * 2"));
  const both = (code: string) => code.includes("a + 2") && code.includes("b * 3");
  const joint = await narrow(edits, (code) => both(code) ? failing("T.f") : { kind: "survived" });
  assertEquals(joint.narrowed.candidate.code, CODE.replace("a + 1", "a + 2").replace("b * 2", "b * 3"));
});

Deno.test("narrowBug() keeps one edit of several that do it alone, but not by twos", async () => {
  const edits = [["a + 1", "a + 2"], ["b * 2", "b * 3"], ["a - 1", "a - 2"]] as const;
  const judge = (code: string): Verdict => {
    const made = edits.filter(([, text]) => code.includes(text)).length;
    return made === 3 || (made === 1 && code.includes("b * 3")) ? failing("T.f") : { kind: "survived" };
  };
  const { narrowed } = await narrow(edits, judge);
  assertEquals(narrowed.candidate.code, CODE.replace("b * 2", "b * 3"));
  assertEquals([narrowed.candidate.line, narrowed.candidate.edits.length], [3, 1]);
});

Deno.test("narrowBug() drops what was needed only by an edit that went", async () => {
  // Without its definition the name is unknown, which fails another test.
  const judge = (code: string): Verdict => {
    if (code.includes("b = h") && !code.includes("h = 0")) return failing("T.name");
    return code.includes("a - 2") ? failing("T.g") : { kind: "survived" };
  };
  const { narrowed } = await narrow([["def f(a):", "h = 0\n\n\ndef f(a):"], ["a + 1", "h + a"], [
    "a - 1",
    "a - 2",
  ]], (code) => judge(code.replace("b = h + a", "b = h")));
  assertEquals(narrowed.candidate.code, CODE.replace("a - 1", "a - 2"));
});

Deno.test("narrowBug() parts no statement from its comment, and asks nothing of a single edit", async () => {
  const moved = [["    b = a + 1  # one more\n", ""], [
    "    return c\n",
    "    b = a + 1  # one more\n    return c\n",
  ]] as const;
  const { caught, narrowed, asked } = await narrow(moved, () => failing("T.f"));
  assertEquals([narrowed, asked], [caught, 0]);
  const single = await narrow([["a - 1", "a - 2"]], () => failing("T.g"));
  assertEquals([single.narrowed, single.asked], [single.caught, 0]);
});
