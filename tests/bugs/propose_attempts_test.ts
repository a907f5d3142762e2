import { assert, assertEquals } from "@std/assert";
import { proposeAttempts, proposeFalseLeads } from "../../lib/bugs/propose_attempts.ts";
import { faultOf } from "../support/fault_part.ts";

const HEALTHY = `def width(a, b, n=3):
    # (a + b) is the span
    total = max(a, b) * 2 + (a - b) / n
    return total * 5


def other(a, b):
    return a + b
`;
const FAULTY = HEALTHY.replace("a - b", "a + b");

Deno.test("proposeAttempts() changes the faulty statement alone, to what is neither the fault nor the fix", async () => {
  const { part, healthy, faulty } = await faultOf(HEALTHY, FAULTY);
  const attempts = proposeAttempts(part, healthy, faulty);
  const codes = attempts.map(({ code }) => code);
  assertEquals(new Set(codes).size, codes.length);
  assert(codes.length > 5);
  assert(!codes.includes(HEALTHY) && !codes.includes(FAULTY));
  const [head, tail] = [HEALTHY.split("    total")[0]!, HEALTHY.slice(HEALTHY.indexOf("    return"))];
  for (const { code, place } of attempts) {
    assert(code.startsWith(head) && code.endsWith(`\n${tail}`), code);
    assertEquals(code.slice(place.start, place.end), code.slice(head.length, -tail.length - 1));
  }
});

Deno.test("proposeAttempts() mends by half only within the expression, and guesses anywhere in the statement", async () => {
  const { part, healthy, faulty } = await faultOf(HEALTHY, FAULTY);
  const attempts = proposeAttempts(part, healthy, faulty);
  const lineOf = (code: string) => code.split("\n")[2]!.trim();
  const at = (line: string) => attempts.find(({ code }) => lineOf(code) === line);
  const half = at("total = max(a, b) * 2 + (b - a) / n");
  assertEquals([half?.isHalfMended, half?.nearness], [true, "fault"]);
  const guess = at("total = min(a, b) * 2 + (a + b) / n");
  assertEquals([guess?.isHalfMended, guess?.nearness], [false, "beyond"]);
  assertEquals(at("total = min(a, b) * 2 + (a - b) / n"), undefined);
});

Deno.test("proposeFalseLeads() changes suspect functions and keeps the fault", async () => {
  const { part, faulty } = await faultOf(HEALTHY, FAULTY);
  const leads = proposeFalseLeads(part, faulty, (name) => name === "other");
  assert(leads.some(({ code }) => code.endsWith("    return a - b\n")));
  for (const { code, place } of leads) {
    assert(code.includes("(a + b) / n"));
    assert(code.slice(place.start, place.end).startsWith("    return "));
  }
});
