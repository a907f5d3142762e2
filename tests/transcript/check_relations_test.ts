import { assertEquals } from "@std/assert";
import { checkNarration } from "../../lib/transcript/check_narration.ts";
import { draftTurns } from "../../lib/transcript/compose_turns.ts";
import type { Story } from "../../lib/transcript/story.ts";
import { evidenceAt } from "../../lib/transcript/told_evidence.ts";
import type { ReasoningKey } from "../../lib/transcript/turn_draft.ts";
import { sharedPool } from "../support/with_pool.ts";
import { realStory } from "./real_story.ts";

const pool = sharedPool([1, 2]);

/** The texts that are not judged as they should be, with what is wrong with them. */
function unlike(story: Story, key: ReasoningKey, texts: readonly string[], fault: string): string[] {
  return texts.flatMap((text) => {
    const evidence = evidenceAt(story, draftTurns([story]), key);
    const got = checkNarration(text, { story, key, evidence })?.reason.replace("narration_", "") ?? "";
    return got === fault ? [] : [`${got}: ${text}`];
  });
}

Deno.test("checkNarration() tells what a test expects from what came", async () => {
  const story = await realStory(await pool());
  const mixedUp = [
    "The test expects `-40.0`, but the module gave `80.0`.",
    "The module returns 80.0 where -40 is expected.",
    "It should have been -40.0 by the law.",
    "Expected is the value -10.0 here.",
    "The call returns `80.0`, which is odd.",
    "The start comes back as 80.0 instead of `-40.0`.",
    "What came is 80.0 and nothing else.",
  ];
  const right = [
    "The test expects `80.0`, but the module gave `-40.0`.",
    "What came is -40.0 instead of `80.0`.",
    "Expected was 80.0, and -40.0 came; -10.0 was returned for 50.0.",
    "What is expected differs from -40.0 by more than a sign.",
    "The law should return 80.0 and not -40.0.",
    "A law without loss returns 80.0 at the start.",
  ];
  assertEquals(unlike(story, "reading", mixedUp, "value"), []);
  assertEquals(unlike(story, "reading", right, ""), []);
  const later = "With the fix `temperature` returns 80.0 instead of -40.0.";
  assertEquals(unlike(story, "explanation", [later], ""), []);
  assertEquals(unlike(story, "explanation", ["`temperature` should give -40.0 here."], "value"), []);
});

Deno.test("checkNarration() holds what is said of sets of tests against how they ended", async () => {
  const story = await realStory(await pool());
  assertEquals(
    unlike(story, "reading", [
      "Half of the tests fail.",
      "Most tests fail, so the fault lies deep.",
      "Fewer than half of the tests pass.",
      "The failing tests include `test_rate`.",
      "The failing tests are `test_no_time_keeps_the_start` and `test_minutes`.",
      "`test_no_time_keeps_the_start` is among the passing tests.",
      "Here is the only failing test.",
    ], "count"),
    [],
  );
  assertEquals(
    unlike(story, "reading", [
      "A third of the tests fail, and most tests pass.",
      "The failing tests are `test_no_time_keeps_the_start` and `test_half_time_halves_the_difference`.",
      "The failing tests include `test_no_time_keeps_the_start`, while `test_rate` passes.",
      "`test_rate` is among the passing tests.",
    ], ""),
    [],
  );
  assertEquals(
    unlike(story, "narrowing", [
      "No passing test runs `temperature`.",
      "Only failing tests reach `temperature`, so it comes first.",
      "`temperature` is run only by failing tests.",
      "All failing tests run `temperature`, and every failing test runs `decay_rate`.",
    ], "count"),
    [],
  );
  assertEquals(
    unlike(story, "narrowing", [
      "Every failing test runs `temperature`, and so does one of the passing ones.",
    ], ""),
    [],
  );
  assertEquals(
    unlike(story, "closing", ["Two tests still fail.", "Some tests still fail after the fix."], "count"),
    [],
  );
  assertEquals(unlike(story, "closing", ["No test still fails, and all tests pass."], ""), []);
});

Deno.test("checkNarration() tells the fix in its direction, and the fault of its function", async () => {
  const story = await realStory(await pool());
  assertEquals(
    unlike(story, "explanation", [
      "`temperature` should compute `ambient - start`, but does not.",
      "The fix replaces `start - ambient` by `ambient - start` in `temperature`.",
      "`temperature` takes `start - ambient` where it should be `ambient - start`.",
      "So `start - ambient` becomes `ambient - start` in `temperature`.",
      "The fault lies in `decay_rate`, which `temperature` runs into.",
    ], "claim"),
    [],
  );
  assertEquals(
    unlike(story, "explanation", [
      "`temperature` should compute `start - ambient`, but takes `ambient - start`.",
      "The fix replaces `ambient - start` by `start - ambient` in `temperature`.",
      "`temperature` takes `ambient - start` instead of `start - ambient`.",
      "The fault lies in `temperature`; it is not that `decay_rate` is wrong.",
    ], ""),
    [],
  );
});
