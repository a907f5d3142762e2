import { assert, assertEquals } from "@std/assert";
import { checkNarration } from "../../lib/transcript/check_narration.ts";
import { pick, seededRandom } from "../../lib/core/random.ts";
import { draftTurns } from "../../lib/transcript/compose_turns.ts";
import type { Story } from "../../lib/transcript/story.ts";
import { standsIn } from "../../lib/transcript/stands_in.ts";
import { evidenceAt, type ToldEvidence } from "../../lib/transcript/told_evidence.ts";
import { REASONING_KEYS, type ReasoningKey } from "../../lib/transcript/turn_draft.ts";
import { sharedPool } from "../support/with_pool.ts";
import { CRASH, FAULT_LINE, OPERATOR, realStory } from "./real_story.ts";

const pool = sharedPool([1, 2]);

/** The first thing that is wrong with a text for a turn of a story: "fault: words"; "" if nothing. */
function judged(story: Story, key: ReasoningKey, text: string): string {
  const evidence = evidenceAt(story, draftTurns([story]), key);
  const fault = checkNarration(text, { story, key, evidence });
  return fault === null ? "" : fault.reason.replace("narration_", "");
}

type Row = readonly [key: ReasoningKey, text: string, fault: string];

/** Each text with what is wrong with it, so that a failure shows them all. */
function assertRows(story: Story, rows: readonly Row[]): void {
  const wrong = rows.map(([key, text, fault]) => ({ key, text, fault, got: judged(story, key, text) }))
    .filter(({ fault, got }) => fault !== got);
  assertEquals(wrong, []);
}

/** What a careful colleague would write about the lost sign. */
const GOOD: readonly Row[] = [
  [
    "plan",
    "The law has one rate and one difference. A wrong rate shows as a wrong pace, a wrong difference as a " +
    "wrong side, so the simplest of the 6 tests tells which of the two to follow.",
    "",
  ],
  [
    "plan",
    "Steps 1 and 3 undo each other; step 2 is the one that other steps build on, so we start with `test_cooling.py`.",
    "",
  ],
  [
    "plan",
    "If at most 5 % is lost, what comes out should be close. First we will run `python3 run_tests.py`.",
    "",
  ],
  [
    "plan",
    'A correct implementation of these three steps keeps the start at time zero, whatever "the half time" is.',
    "number",
  ],
  ["plan", 'A correct implementation of these three steps keeps the start, whatever "the half time" is.', ""],
  [
    "reading",
    "At time 0.0 nothing can have decayed, so 80.0 must come back as it went in. What comes is `-40.0`, " +
    "below the ambient 20.0: as far off to the other side.",
    "",
  ],
  [
    "reading",
    "`temperature(80.0, 20.0, 0.25, 0.0)` should be 80.0. The other failure, -10.0 for 50.0, lies on the " +
    "wrong side in the same way. Four tests pass, `test_ambient_stays` among them.",
    "",
  ],
  [
    "reading",
    "2 of 6 tests fail and 4 pass. Line 8 of test_cooling.py compares with `80.0`, line 11 with 50.0 " +
    "to within 9 places.",
    "",
  ],
  [
    "reading",
    'The report says "-40.0 != 80.0":\n\n```text\nAssertionError: -40.0 != 80.0\n```\n\nThe two differ in sign.',
    "",
  ],
  [
    "reading",
    "An exception would say more; unittest saw none: both are an AssertionError, `assertEqual()` in one of them.",
    "",
  ],
  [
    "narrowing",
    "`temperature` is run by 2 failing tests and 1 passing one, `decay_rate` by 1 of the failing and by 3 " +
    "passing tests. Both functions are short, so read `temperature` first.",
    "",
  ],
  [
    "narrowing",
    "`temperature` leads with one of the 3 tests that run it passing; every one of the 2 failing tests runs it.",
    "",
  ],
  [
    "narrowing",
    "We traced 2 functions. 2 of the 3 tests that run temperature() fail, but only 1 of the 4 that run decay_rate().",
    "",
  ],
  [
    "narrowing",
    "1. temperature, since both failing tests go through it.\n2. decay_rate, which 3 passing tests clear.",
    "",
  ],
  [
    "explanation",
    `Line ${FAULT_LINE} sets \`difference = ambient - start\`. With a start of 80.0 and an ambient of 20.0 ` +
    "the body lands on the far side, and the exponential, which should shrink the lead over the ambient, is " +
    "added the wrong way round. So -40.0 comes where 80.0 was due.",
    "",
  ],
  [
    "explanation",
    "What is added must be `start - ambient`; then `rate=0.25` and `minutes=0.0` leave the start alone. " +
    "Lines 17 and 18 belong together: line 18 adds the difference to the ambient.",
    "",
  ],
  [
    "explanation",
    "The fix touches 1 line and puts 1 line there. `math.exp( -rate*minutes )` is as it should be.",
    "",
  ],
  [
    "closing",
    "`temperature` gives 80.0 again where it gave -40.0, and all 6 tests pass. " +
    "Keep `CoolingTest.test_no_time_keeps_the_start`: no other input shows a sign so plainly.",
    "",
  ],
  ["closing", "The 2 failing tests now pass; the other 4 still pass.", ""],
];

const BAD: readonly Row[] = [
  // Quotations.
  ["reading", "It calls `temperature(80.0, 20.0, 0.5, 0.0)` first.", "quote"],
  ["reading", "The report says `AssertionError: 40.0 != 80.0`.", "quote"],
  ["reading", "```\nAssertionError: -40.0 != 60.0\n```\n\nThat is the report.", "quote"],
  ["reading", 'The report says "nothing is wrong".', "quote"],
  ["reading", "The report says \u201cnothing is wrong\u201d.", "quote"],
  ["reading", "The report says 'nothing is wrong'.", "quote"],
  ["reading", "> AssertionError: -41.0\n\nThat is the report.", "quote"],
  ["reading", "So it stands there:\n\n    self.assertEqual(temperature(1.0), 2.0)", "quote"],
  ["explanation", "The line has `difference = start * ambient`.", "quote"],
  ["explanation", "It should be `<` there.", "quote"],
  ["narrowing", "`temperature` and `minutes_until` are left.", "quote"],
  // Numbers.
  ["reading", "What comes is 40.0, off by 60.0.", "number"],
  ["reading", "What comes is -41.0.", "number"],
  ["reading", "What comes is `-4.0`.", "number"],
  ["reading", "It is off by 120.0, twice the difference.", "number"],
  ["reading", "It is off by 60.0 %.", "number"],
  ["reading", "It is off by sixty-one.", "number"],
  ["reading", "It is off by minus 40.0, or 1e-9.", "number"],
  ["reading", "What comes is minus 80.0.", "number"],
  ["reading", "What comes is \u221280.0.", "number"],
  ["reading", "A relative error of 10\u207b\u00b3 is too much.", "number"],
  ["reading", "It comes out as 80.0000001.", "number"],
  ["plan", "What comes should be 80.0.", "number"],
  ["narrowing", "The call of line 8 gives 0x1f.", "number"],
  ["reading", "It is off by \u00bd.", "number"],
  // Counts.
  ["reading", "Of the tests, 3 fail.", "count"],
  ["reading", "3 of the failing tests go through it.", "count"],
  ["reading", "failing: 2, passing: 3", "count"],
  ["reading", "There are 3 failures.", "count"],
  ["reading", "3 of 6 tests fail.", "count"],
  ["reading", "2 of 6 tests pass.", "count"],
  ["reading", "Only one of the 6 tests fails.", "count"],
  ["reading", "Five tests still pass.", "count"],
  ["reading", "All tests fail.", "count"],
  ["reading", "There are 3 failing tests.", "count"],
  ["narrowing", "`temperature` is run by 3 failing tests.", "count"],
  ["narrowing", "3 of the 3 tests that run `temperature` fail.", "count"],
  ["narrowing", "Four functions are in the table, `temperature` on top.", "count"],
  ["reading", "`test_ambient_stays` fails too.", "count"],
  ["reading", "CoolingTest.test_no_time_keeps_the_start still passes.", "count"],
  ["plan", "Step 4 is the hard one.", "count"],
  ["plan", "The four steps build on each other.", "count"],
  ["explanation", "The fix takes 3 lines.", "count"],
  ["closing", "All 7 tests pass.", "count"],
  // Lines.
  ["reading", `Line ${FAULT_LINE} must be wrong.`, "line"],
  ["reading", "Lines 8 to 12 of the tests say so.", "line"],
  ["narrowing", "Look at cooling.py:17 first, in `temperature`.", "line"],
  ["explanation", "Line 42 is where it goes wrong.", "line"],
  ["explanation", "Lines `17` and `23` disagree.", "line"],
  // Names.
  ["reading", "It fails in helper_function before anything else.", "name"],
  ["reading", "It calls temperature(start) to begin with.", "name"],
  ["reading", "It is CoolingTest.test_warming that fails.", "name"],
  ["reading", "It raises a KeyError.", "name"],
  ["reading", "\u6e29\u5ea6 is wrong.", "name"],
  ["reading", "See notes.txt for it.", "name"],
  ["reading", "See /etc/hosts for it.", "name"],
  ["explanation", "numpy.exp would do the same.", "name"],
  // What comes later.
  ["reading", "The sign is lost, as in ambient - start.", "early"],
  ["reading", "It should be start-ambient, of course.", "early"],
  ["narrowing", "`temperature` has difference = ambient - start, which must be turned round.", "early"],
  ["narrowing", "In `temperature` the sign of the difference is lost.", "early"],
  ["narrowing", "Read `decay_rate` first.", "early"],
  ["plan", "I ran the suite, and it fails.", "early"],
  ["reading", "I traced the calls to see more.", "early"],
  ["reading", "With the fix in place it will be right, and the suite passes.", "early"],
  ["plan", "The suite was run, and it fails.", "early"],
  ["reading", "Tracing shows where it goes.", "early"],
  ["reading", "The tests now pass.", "early"],
  // What was not done.
  ["reading", "A print statement shows it.", "claim"],
  ["reading", "print(difference) shows it.", "claim"],
  ["reading", "After adding a temporary assertion it is plain.", "claim"],
  ["reading", "In an interactive session it is plain.", "claim"],
  ["reading", "I added a print to see the difference.", "claim"],
  ["reading", "I ran it with other values.", "claim"],
  ["reading", "I printed the difference.", "claim"],
  ["reading", "In the debugger it is plain to see.", "claim"],
  ["explanation", "Stepping through the function shows it.", "claim"],
  ["explanation", "Running it with a start of 20.0 gives 20.0.", "claim"],
  ["explanation", "We've computed it by hand.", "claim"],
  ["explanation", "git blame tells why.", "claim"],
  // Where it comes from.
  ["explanation", "The injected bug swaps two names.", "origin"],
  ["explanation", "This bug was deliberately introduced.", "origin"],
  ["explanation", "A synthetic fault like this is easy to mend.", "origin"],
  ["explanation", "This mutant swaps two names.", "origin"],
  ["explanation", "The original code had it the other way round.", "origin"],
  ["explanation", "The correct version subtracts the other way round.", "origin"],
  ["explanation", "This line was changed by someone.", "origin"],
  ["closing", "That settles this debugging exercise.", "origin"],
  ["explanation", "It looks like fault injection.", "origin"],
  ["explanation", "Such a benchmark is easy.", "origin"],
  ["explanation", "Originally it was the other way round.", "origin"],
  ["explanation", "That is how it was before the bug was there.", "origin"],
  // Voice and form.
  ["explanation", "As an assistant, I see a lost sign.", "voice"],
  ["explanation", "Claude sees a lost sign.", "voice"],
  ["explanation", "I am afraid that the sign is lost.", "voice"],
  ["explanation", "I can't help with the sign.", "voice"],
  ["explanation", "The sign is lost, told as requested.", "voice"],
  ["explanation", "The prompt tells of a lost sign.", "voice"],
  ["explanation", "Here is the rewritten reasoning: the sign is lost.", "voice"],
  ["reading", "| a | b |", "markup"],
  ["explanation", "As an AI, I see a lost sign.", "voice"],
  ["explanation", "Certainly! The sign is lost.", "voice"],
  ["explanation", "The provided evidence shows a lost sign.", "voice"],
  ["closing", "I hope this helps.", "voice"],
  ["reading", "", "empty"],
  ["reading", " \n ", "empty"],
  ["reading", "It fails. ".repeat(151), "too_long"],
  ["reading", "# The failure\n\nIt fails.", "markup"],
  ["reading", "**The failure**\n\nIt fails.", "markup"],
  ["reading", "It fails\n---", "markup"],
  ["reading", "See [the rule](https://example.com).", "markup"],
  ["reading", "See https://example.com.", "markup"],
  ["reading", "It <b>fails</b>.", "markup"],
  ["reading", "It fails in ``` here.", "markup"],
  ["reading", "It fails in `here.", "markup"],
  ["reading", 'The report says "nothing.', "markup"],
  ["reading", "```\nAssertionError", "markup"],
  ["reading", "Developer: it fails.", "markup"],
  ["reading", "It fa\u200bils.", "markup"],
  ["reading", "It fails.\u0007", "markup"],
];

Deno.test("checkNarration() takes prose that keeps to the evidence of its turn", async () => {
  assertRows(await realStory(pool()), GOOD);
});

Deno.test("checkNarration() names what is wrong with prose that does not", async () => {
  assertRows(await realStory(pool()), BAD);
});

Deno.test("checkNarration() takes no other number, code or quotation in the place of a good one", async () => {
  const story = await realStory(pool());
  let changed = 0;
  for (const [key, text] of GOOD.filter(([, , fault]) => fault === "")) {
    const changes = [
      ...[...text.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map((match) => [match, "987.25"] as const),
      ...[...text.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map((match) => [match, "-987"] as const),
      ...[...text.matchAll(/(?<!`)`[^`\n]+`(?!`)/g)].map((match) => [match, "`bogus * name`"] as const),
      ...[...text.matchAll(/"[^"]+"/g)].map((match) => [match, '"a bogus quotation"'] as const),
    ];
    for (const [{ index, 0: old }, other] of changes) {
      const broken = text.slice(0, index) + other + text.slice(index + old.length);
      // The number of a list's entry says nothing.
      if (/^\d$/.test(old) && /(?:^|\n)$/.test(text.slice(0, index))) continue;
      assert(judged(story, key, broken) !== "", broken);
      changed++;
    }
  }
  assert(changed > 100, `${changed} texts were changed`);
});

Deno.test("checkNarration() takes the faulty line early where a traceback names it", async () => {
  const story = await realStory(pool(), CRASH);
  assertRows(story, [
    [
      "reading",
      `The innermost frame is line ${FAULT_LINE}, \`difference = start - ambient[0]\`: a float has no items.`,
      "",
    ],
    ["reading", "3 tests end with `TypeError`, 3 pass. There are 3 errors.", ""],
    ["narrowing", "No passing test runs `temperature`, so it comes first.", ""],
    ["narrowing", "Every test that runs it fails: 3 of 3 tests fail there.", ""],
    ["reading", "It should be `difference = start - ambient`.", "early"],
    ["reading", "It takes the first item of a number, which is nonsense.", "early"],
    ["reading", "There are 2 errors.", "count"],
    ["explanation", "There `ambient[0]` takes an item of a number; `start - ambient` is what decays.", ""],
  ]);
});

Deno.test("checkNarration() keeps a changed operator for the explanation", async () => {
  const story = await realStory(pool(), OPERATOR);
  assertRows(story, [
    ["reading", "There is a `+` too few.", "early"],
    ["reading", "It must be `-` somewhere.", "early"],
    ["narrowing", "In `temperature` it reads ambient-difference, I guess.", "early"],
    [
      "narrowing",
      "In `temperature` it should be: return ambient + difference * math.exp(-rate * minutes).",
      "early",
    ],
    ["narrowing", "In `temperature` something is added or taken away.", ""],
    ["explanation", "There is a `-` where a `+` belongs: `ambient + difference` is meant.", ""],
  ]);
});

Deno.test("checkNarration() judges a text of any characters", async () => {
  const story = await realStory(pool());
  const evidence = evidenceAt(story, draftTurns([story]), "explanation");
  const random = seededRandom("any");
  const bits = [
    "`",
    "``",
    "```",
    '"',
    "'",
    "\n",
    "\n\n",
    " ",
    "    ",
    "(",
    ")",
    "f(",
    "-",
    "1",
    "e9",
    ".5",
    "%",
    "of",
    "tests",
    "line",
    "fail",
    "*",
    "**",
    "_",
    "x_y",
    "<b>",
    "#",
    ">",
    "\ufffc",
    "\u00b2",
    "\ud83d\ude00",
    "\ud83d",
    "\\",
    "|",
    "[",
    "](",
    "two",
  ];
  for (let n = 0; n < 2000; n++) {
    const text = Array.from({ length: 1 + n % 40 }, () => pick(random, bits)).join(n % 2 ? " " : "");
    const fault = checkNarration(text, { story, key: "explanation", evidence });
    if (fault !== null) {
      assert(/^narration_[a-z_]+$/.test(fault.reason) && fault.detail.length > 5, fault.detail);
    }
  }
});

Deno.test("evidenceAt() knows at each turn what was seen by then, and nothing later", async () => {
  const story = await realStory(pool());
  const drafts = draftTurns([story]);
  const all = REASONING_KEYS.map((key) => evidenceAt(story, drafts, key));
  const seenFrom = (isKnown: (evidence: ToldEvidence) => boolean) =>
    REASONING_KEYS.filter((_, at) => isKnown(all[at]!)).join(" ");
  const [plan, reading, narrowing, explanation, closing] = REASONING_KEYS.map((_, at) =>
    REASONING_KEYS.slice(at).join(" ")
  );
  assertEquals(seenFrom(({ quotable }) => standsIn("`cooling.py`", quotable)), plan);
  assertEquals(seenFrom(({ values }) => values.has("5%")), plan);
  assertEquals(seenFrom(({ counts }) => counts.steps === 3 && counts.tests.has(6)), plan);
  assertEquals(seenFrom(({ values }) => values.has("-4e1")), reading);
  assertEquals(seenFrom(({ lines }) => lines.has(8) && lines.has(11)), reading);
  assertEquals(seenFrom(({ counts }) => counts.failing.has(2) && counts.passing.has(4)), reading);
  assertEquals(seenFrom(({ counts }) => counts.failing.has(1) && counts.functions.has(2)), narrowing);
  assertEquals(seenFrom(({ quotable }) => standsIn("decay_rate: 1 failing, 3 passing", quotable)), narrowing);
  assertEquals(seenFrom(({ lines }) => lines.has(FAULT_LINE)), explanation);
  assertEquals(seenFrom(({ quotable }) => standsIn("start - ambient", quotable)), explanation);
  assertEquals(seenFrom(({ counts }) => counts.lines.has(1)), explanation);
  assertEquals(seenFrom(({ counts }) => counts.passing.has(6)), closing);
  assertEquals(
    seenFrom(({ quotable }) => standsIn("test_no_time_keeps_the_start) ... ok", quotable)),
    closing,
  );
  assertEquals(seenFrom(({ values }) => values.has("6") || values.has("42")), "", "counts are no values");
});

Deno.test("checkNarration() refuses to blame tests, to deny the fix, and causes that nothing shows", async () => {
  const cause = (text: string): Row => ["explanation", `In \`temperature\` it goes wrong. ${text}`, "claim"];
  assertRows(await realStory(pool()), [
    cause("The failure comes from floating point rounding."),
    cause("The marked line is right as it stands. The real cause is the garbage collector."),
    cause("A race condition between threads is to blame."),
    cause("A stale cache holds the old value."),
    cause("The compiler is at fault."),
    cause("It depends on the Python version."),
    cause("The hardware is not exact."),
    cause("The network was down."),
    cause("`temperature` is correct as it stands."),
    cause(`Line ${FAULT_LINE} is quite right.`),
    cause("The fix was not needed."),
    cause("The fix is really not necessary."),
    cause("This change is superfluous."),
    cause("No fix is needed."),
    ["reading", "Best delete the failing test.", "claim"],
    ["reading", "We should skip this test.", "claim"],
    ["closing", "Changing the tests would do as well.", "claim"],
    ["closing", "The test should be removed.", "claim"],
    ["reading", "The tests are simply wrong.", "claim"],
    ["reading", "Such a difference comes from rounding.", "claim"],
    // What is ruled out, or right elsewhere, may be said.
    ["reading", "The sign is wrong, which is no rounding error.", ""],
    ["reading", "The passing tests stay, and nobody has to change them.", ""],
    ["closing", "The fix mends `temperature` without changing any test.", ""],
    ["explanation", "`temperature` is wrong there; no change is needed elsewhere.", ""],
    ["explanation", `\`temperature\` is not right on line ${FAULT_LINE}.`, ""],
  ]);
});

Deno.test("checkNarration() lets the domain speak of what is no cause elsewhere", async () => {
  const story = await realStory(pool());
  const { checked } = story;
  const summary = "Rounding in a network of caches.";
  const other = { ...story, checked: { ...checked, spec: { ...checked.spec, summary } } };
  assertRows(other, [["explanation", "`temperature` shares the cache of the network, rounding apart.", ""]]);
});

Deno.test("checkNarration() wants an explanation to name the function or what the fix changes", async () => {
  assertRows(await realStory(pool()), [
    ["explanation", "The difference is turned round, so the body cools the wrong way.", "vague"],
    ["explanation", "It all comes from `math.exp`.", "vague"],
    ["explanation", "The function temperature turns it round.", ""],
    ["explanation", "It has `ambient - start`, which is turned round.", ""],
    ["closing", "The difference was turned round.", ""],
  ]);
  assertRows(await realStory(pool(), OPERATOR), [
    ["explanation", "There is a `-` too many.", ""],
    ["explanation", "It has to do with `minutes`.", "vague"],
  ]);
});

Deno.test("checkNarration() takes any name for the fault's place, as that of a module's own statements", async () => {
  const story = await realStory(pool());
  for (const name of ["<module>", "a|b(c", "Ω.größe"]) {
    const { bug } = story;
    const elsewhere = { ...story, bug: { ...bug, candidate: { ...bug.candidate, function: name } } };
    // What is said of the fault names another place, and is refused for it: but it is read.
    for (const [key, text] of GOOD) assert(typeof judged(elsewhere, key, text) === "string");
  }
});
