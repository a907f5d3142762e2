import { chooseHiddenTests } from "../core/choose_hidden_tests.ts";
import { leaveOutTests } from "../core/leave_out_tests.ts";
import type { Payload } from "../core/payload.ts";
import type { Python } from "../core/python.ts";
import { seededRandom } from "../core/random.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { findTestMethods } from "../core/test_methods.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { auditTask } from "./audit.ts";

/** Choices of tests that are tried: some tests cannot do without others. */
const TRIES = 5;

/**
 * A task that keeps a part of its tests from its solver, by whole methods, chosen by the task's id. At least one test
 * that the bug breaks stays visible, and one is hidden where there are two. What stays visible is proved by a run: the
 * healthy module passes it, and the buggy one fails the very tests that it failed before. A suite of which nothing can be
 * hidden is left whole.
 *
 * Rejection: "cannot_hide", where no choice that was tried comes out so.
 */
export async function hideTests(
  payload: Payload,
  { ratio, python }: { readonly ratio: number; readonly python: Python },
): Promise<Outcome<Payload>> {
  const parsed = await python.parse(payload.unit_tests);
  if (!parsed.ok) return reject("cannot_hide", `unit_tests does not parse: ${parsed.message}`);
  const methods = findTestMethods(parsed.tree);
  const random = seededRandom(`${payload.id}\0hidden tests`);
  const failToPass = payload.tests.fail_to_pass;
  let last = "";
  for (let tried = 0; tried < TRIES; tried++) {
    const chosen = chooseHiddenTests(methods, { ratio, failToPass, random });
    if (chosen.length === 0) return accept(payload);
    const hidden = chosen.flatMap(({ ids }) => ids).sort();
    const task = {
      ...payload,
      hidden_tests: hidden,
      visible_tests: leaveOutTests(payload.unit_tests, parsed.tree, chosen),
    };
    const problems = await proveVisible(task, python);
    if (problems.length === 0) return accept(task);
    last = problems.join("; ");
  }
  return reject("cannot_hide", `the tests do not hold with a part of them hidden: ${last}`);
}

/** What is wrong with the visible tests as the only ones; empty where nothing is. */
async function proveVisible(
  task: Payload & Required<Pick<Payload, "hidden_tests" | "visible_tests">>,
  python: Python,
): Promise<readonly string[]> {
  const { hidden_tests: hidden, visible_tests: visible, tests } = task;
  const seen = (ids: readonly string[]) => ids.filter((id) => !hidden.includes(id));
  const alone = {
    ...task,
    unit_tests: visible,
    tests: { fail_to_pass: seen(tests.fail_to_pass), pass_to_pass: seen(tests.pass_to_pass) },
  };
  const { problems } = await auditTask(toSortedJson(alone), { python, skipBuggy: false });
  return problems;
}
