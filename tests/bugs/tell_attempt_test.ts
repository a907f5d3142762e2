import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { proposeAttempts } from "../../lib/bugs/propose_attempts.ts";
import { tellAttempt, type ToldAttempt } from "../../lib/bugs/tell_attempt.ts";
import { faultOf } from "../support/fault_part.ts";
import { parsePython } from "../support/parse_python.ts";

async function tell(healthyLine: string, faultyLine: string, line: string): Promise<ToldAttempt> {
  const module = (text: string) =>
    `def f(a, b, n):\n    if n > 0:\n        a = 2 * a\n    ${text}\n    return x\n`;
  const { part, healthy, faulty } = await faultOf(module(healthyLine), module(faultyLine));
  const attempt = proposeAttempts(part, healthy, faulty).find(({ code }) => code === module(line));
  assert(attempt, `${line} is not proposed`);
  const attempted = { source: attempt.code, tree: await parsePython(attempt.code) };
  return tellAttempt(attempt, { healthy, attempted });
}

Deno.test("tellAttempt() tells of a guess as of a mistake that leads from it to the faulty text", async () => {
  const { blamed, fault, manner } = await tell("x = (a + b) * n", "x = (a - b) * n", "x = (b - a) * n");
  assertEquals([manner, blamed.function, blamed.line, fault.line], ["mistake", "f", 4, 4]);
  assertStringIncludes(blamed.description, "`b - a`");
  assertStringIncludes(blamed.description, "`a - b`");
  assert(!blamed.description.includes("a + b"));
  assertStringIncludes(fault.description, "it has to be added");
});

Deno.test("tellAttempt() puts another number into what is told of a wrong one", async () => {
  const { blamed, fault, manner } = await tell("x = a / 2.0 + b", "x = a / 4.0 + b", "x = a / 3.0 + b");
  assertEquals(manner, "mistake");
  assertEquals(blamed.description, fault.description.replaceAll("2.0", "3.0"));
  assertEquals(blamed.rootCause, fault.rootCause.replaceAll("2.0", "3.0"));
  assert(!`${blamed.description}${blamed.rootCause}`.includes("2.0"));
});

Deno.test("tellAttempt() tells both by their texts where nothing else fits the attempt", async () => {
  const told = await tell(
    "x = a if n > 1 else a + b",
    "x = a + b if n > 1 else a",
    "x = a if n > 1 else a - b",
  );
  assertEquals(told.manner, "change");
  assertStringIncludes(told.blamed.description, "where `x = a if n > 1 else a - b` belongs");
  assertStringIncludes(told.fault.description, "where `x = a if n > 1 else a + b` belongs");
});

Deno.test("tellAttempt() tells of a half mended place as of the fault, where nothing of the right fix is quoted", async () => {
  const { blamed, fault, manner } = await tell(
    "x = b * n if a else 0",
    "x = 0 if a else b * n",
    "x = b if a else 0",
  );
  assertEquals([manner, blamed], ["cause", fault]);
});

Deno.test("tellAttempt() does not tell of the fault where the attempt lacks what that asks for", async () => {
  const { blamed, manner } = await tell("x = a[n] * b + a[n]", "x = a[n - 1] * b + a[n]", "x = a[n]");
  assertEquals(manner, "change");
  assertStringIncludes(blamed.description, "where `x = a[n]` belongs");
});
