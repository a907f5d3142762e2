import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { parseTaskFilter } from "../../lib/core/task_filter.ts";
import { sampleTask } from "../support/sample_tasks.ts";

Deno.test("parseTaskFilter() compares words and numbers, and asks for all conditions", () => {
  const task = sampleTask();
  const [{ operator, family }] = task.bugs as [typeof task.bugs[0]];
  const label = task.difficulty!.label;
  const cases: [string, boolean][] = [
    [`difficulty=${label}`, true],
    [`difficulty=${label.toUpperCase()}`, true],
    [`difficulty!=${label}`, false],
    [`family=nothing|${family}`, true],
    [`family=nothing`, false],
    [`operator=${operator},score>=0`, true],
    [`operator=${operator},score>=1.1`, false],
    ["faults=1", true],
    ["faults<=0", false],
    ["changed_lines<=2,lines>=20,tests>=5", true],
    ["failure=assertion", true],
    ["module=bayes_network , author=offline", true],
    ["model=gpt-4o", false],
  ];
  for (const [text, wanted] of cases) assertEquals([text, parseTaskFilter(text)(task)], [text, wanted]);
});

Deno.test("parseTaskFilter() finds no number where a task says none", () => {
  const task = sampleTask({ difficulty: undefined, tests: undefined, bugs: undefined });
  for (const text of ["score>=0", "tests>=0", "failing<=9", "faults>=0", "difficulty=hard"]) {
    assertEquals([text, parseTaskFilter(text)(task)], [text, false]);
  }
  assertEquals(parseTaskFilter("difficulty!=hard")(task), true);
});

Deno.test("parseTaskFilter() says in one line what it cannot use", () => {
  const cases: [string, string][] = [
    ["", '"" is not like key=value or key>=number'],
    ["difficulty=hard,", '"" is not like key=value'],
    ["colour=red", 'there is no "colour"; there are domain,'],
    ["score>=high", '"high" is not a number'],
    ["difficulty>=hard", '"difficulty" cannot be compared by >='],
    ["score!=1", '"score" cannot be compared by !='],
    ["constructor=1", 'there is no "constructor"'],
  ];
  for (const [text, state] of cases) {
    assertThrows(() => parseTaskFilter(text), UsageError, `Cannot use "--filter": ${state}`);
  }
});
