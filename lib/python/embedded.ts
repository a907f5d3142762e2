import boot from "./boot.py" with { type: "text" };
import child from "./child.py" with { type: "text" };
import childWatch from "./child_watch.py" with { type: "text" };
import dumpAst from "./dump_ast.py" with { type: "text" };
import generated from "./generated.py" with { type: "text" };
import gradeFolder from "./grade_folder.py" with { type: "text" };
import harness from "./harness.py" with { type: "text" };
import isolation from "./isolation.py" with { type: "text" };
import landlock from "./landlock.py" with { type: "text" };
import leaves from "./leaves.py" with { type: "text" };
import namespaces from "./namespaces.py" with { type: "text" };
import pieces from "./pieces.py" with { type: "text" };
import probe from "./probe.py" with { type: "text" };
import runTests from "./run_tests.py" with { type: "text" };
import scenario from "./scenario.py" with { type: "text" };
import seatbelt from "./seatbelt.py" with { type: "text" };
import seccomp from "./seccomp.py" with { type: "text" };
import selfTest from "./self_test.py" with { type: "text" };
import steps from "./steps.py" with { type: "text" };
import suite from "./suite.py" with { type: "text" };
import syscalls from "./syscalls.py" with { type: "text" };
import template from "./template.py" with { type: "text" };
import verify from "./verify.py" with { type: "text" };
import watch from "./watch.py" with { type: "text" };

/** What `python3 -c` is given: it reads the other files from its input. */
export const BOOT: string = boot;

/** The harness's modules, each after those that it imports. */
export const HARNESS_FILES: readonly (readonly [name: string, source: string])[] = [
  ["syscalls", syscalls],
  ["seccomp", seccomp],
  ["landlock", landlock],
  ["namespaces", namespaces],
  ["seatbelt", seatbelt],
  ["isolation", isolation],
  ["dump_ast", dumpAst],
  ["self_test", selfTest],
  ["generated", generated],
  ["pieces", pieces],
  ["verify", verify],
  ["suite", suite],
  ["leaves", leaves],
  ["steps", steps],
  ["watch", watch],
  ["probe", probe],
  ["grade_folder", gradeFolder],
  ["child", child],
  ["child_watch", childWatch],
  ["scenario", scenario],
  ["template", template],
  ["harness", harness],
];

/**
 * The `run_tests.py` that ships with a task: it runs the tests of `test_<module>.py` beside it.
 *
 * @param moduleFile The module's file, where it is not called `<module>.py`.
 */
export function runnerCode(moduleName: string, moduleFile = `${moduleName}.py`): string {
  return runTests.replace("@MODULE@", () => moduleName).replace("@MODULE_FILE@", () => moduleFile);
}
