import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { answerPair } from "../../lib/export/attempt_answer.ts";
import { firstFailure } from "../../lib/export/first_failure.ts";
import { sampleTask } from "../support/sample_tasks.ts";
import { sampleWrongFix } from "../support/sample_wrong_fix.ts";

const task = sampleTask({}, "ponding_infiltration");

Deno.test("answerPair() gives both answers one form, and in neither what tells which is right", () => {
  const { right, wrong } = answerPair(task, sampleWrongFix(task));
  assertEquals(
    right.replace("+        growth = depth - start", "+        growth = depth + start")
      .replace("It subtracts nothing. Differences are long.", "It adds nothing. Sums are long."),
    wrong,
  );
  assertEquals(
    wrong.split("\n")[0],
    "7 of 16 tests fail. `ColumnTests.test_exact_onset_and_growth` ends with " +
      "`AssertionError: 1.9996937241181003 != 3.0 within 10 places (1.0003062758818997 difference)`.",
  );
  assertStringIncludes(wrong, "\n87 >         growth = depth\n");
  assertStringIncludes(wrong, task.buggyCode.split("\n")[83]!);
});

Deno.test("answerPair() shows the visible tests alone, and says of both answers that they pass them", () => {
  const visibleTests = task.unitTests.replace(/ {4}def test_ponded_time_is_explicit[^]*?\n\n/, "");
  const wrongFix = sampleWrongFix(task, {
    kind: "fails_hidden",
    visibleTests,
    visible: ["SoilTests.test_ponding_of_steady_rain"],
  });
  const { prompt: [system, user], right, wrong } = answerPair(task, wrongFix);
  assertEquals([system.role, user.role], ["system", "user"]);
  assertStringIncludes(user.content, visibleTests.trim());
  assert(!user.content.includes(task.unitTests.trim()));
  for (const text of [right, wrong]) assert(text.endsWith("\n\nWith it all 16 tests pass."), text);
});

Deno.test("answerPair() tells several faults one after the other, with what the description says of them", () => {
  const { faults, blamed } = sampleWrongFix(task);
  const twice = (
    faults: typeof blamed,
  ) => [{ ...faults[0]!, passage: "It grows." }, { ...faults[0]!, line: 90 }];
  const { right, wrong } = answerPair(
    task,
    sampleWrongFix(task, { faults: twice(faults), blamed: twice(blamed) }),
  );
  for (const text of [right, wrong]) {
    assertStringIncludes(text, "One fault is on line 87, in `Soil.ponded_time`:");
    assertStringIncludes(
      text,
      "The specification on this point:\n\n> It grows.\n\nAnother fault is on line 90",
    );
  }
});

Deno.test("firstFailure() reads reports of both endings, and no others", () => {
  assertEquals(firstFailure(task.failingOutput)?.failing, 7);
  const mixed = task.failingOutput.replace("FAILED (failures=7)", "FAILED (failures=5, errors=2)");
  assertEquals(firstFailure(mixed)?.failing, 7);
  assertEquals(firstFailure(task.passingOutput!), null);
  assertEquals(firstFailure("Traceback (most recent call last):\nImportError: no\n"), null);
});
