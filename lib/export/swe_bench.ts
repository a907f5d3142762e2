import type { ExportFormat } from "../core/export_format.ts";
import { accept } from "../core/rejection.ts";
import { EMBEDDED_KEY, embedTask } from "../core/embedded_task.ts";
import { gitPatch } from "./git_patch.ts";
import { CREATED_AT, instanceFormat, repositoryFiles } from "./instance_format.ts";
import { issueText } from "./issue_text.ts";
import { brokenTests, namesOfTests } from "./named_tests.ts";

const README = `# Instances for SWE-bench

Each line of the .jsonl files is an instance. Its \`base_commit\` is a commit of repo.git, at the branch that is named like the
instance: the faulty module, run_tests.py and README.md, with no history. \`test_patch\` adds the tests, as one file; \`patch\`
mends the module. Test names are those that \`parse_log_django\` reads from \`python3 run_tests.py\` under the Python that
\`version\` names.

    git clone --single-branch --branch INSTANCE_ID repo.git work

gives one instance without the others, whose modules may show what is wrong. \`eval_script\`, \`log_parser\` and \`eval_type\`
are what swebench 5 evaluates with, in the image \`image\`, which has the clone in /testbed; swebench 4 needs its specs to be
registered (\`MAP_REPO_VERSION_TO_SPECS\`, \`MAP_REPO_TO_PARSER\`), with \`python3 -m unittest -v\` as its test_cmd. Dates are always the same: nothing here tells when it was made.
\`${EMBEDDED_KEY}\` holds the whole task, for \`synthdebug import\`; it tells the fix, as \`patch\` does.
`;

/** SWE-bench: the faulty module is the base, the tests come by `test_patch`, and `patch` is the fix. */
export const sweBench: ExportFormat = instanceFormat({
  name: "swe-bench",
  summary: "Instances of SWE-bench with a git repository: issue, base commit, gold patch, tests",
  readme: README,
  async instance(task, repository, { runnerCode }) {
    const broken = brokenTests(task);
    if (!broken.ok) return broken;
    const names = namesOfTests(task);
    if (!names.ok) return names;
    const { moduleName, buggyCode, correctCode, unitTests, id, pythonVersion } = task;
    const repo = `synthdebug/${moduleName}`;
    const instanceId = `synthdebug__${moduleName}-${id}`;
    const files = repositoryFiles(task, { code: buggyCode, runner: runnerCode(moduleName) });
    const commit = await repository.commit(files, `Add ${moduleName}`, { branch: instanceId });
    const testPatch = await gitPatch(`test_${moduleName}.py`, null, unitTests);
    return accept({
      repo,
      instance_id: instanceId,
      base_commit: commit,
      patch: await gitPatch(`${moduleName}.py`, buggyCode, correctCode),
      test_patch: testPatch,
      problem_statement: issueText(task, broken.value),
      hints_text: "",
      created_at: CREATED_AT,
      version: pythonVersion?.split(".").slice(0, 2).join(".") ?? "3",
      FAIL_TO_PASS: JSON.stringify(names.value.failing),
      PASS_TO_PASS: JSON.stringify(names.value.passing),
      environment_setup_commit: commit,
      image: `synthdebug/sweb.eval.${instanceId.replaceAll("__", "_1776_")}:latest`,
      eval_script: evalScript({ moduleName, commit, testPatch }),
      log_parser: "parse_log_django",
      eval_type: "pass_and_fail",
      [EMBEDDED_KEY]: embedTask(task.json),
    });
  },
});

/** What is run in the image after a fix was applied: the tests are put in anew, and the runner is the one that shipped. */
function evalScript(
  { moduleName, commit, testPatch }: { moduleName: string; commit: string; testPatch: string },
): string {
  return [
    "#!/bin/bash",
    "set -uxo pipefail",
    "cd /testbed",
    `git checkout ${commit} -- run_tests.py`,
    `rm -f test_${moduleName}.py`,
    "git apply -v - <<'EOF_TEST_PATCH'",
    testPatch.replace(/\n$/, ""),
    "EOF_TEST_PATCH",
    ": '>>>>> Start Test Output'",
    "python3 -I run_tests.py",
    ": '>>>>> End Test Output'",
    `rm -f test_${moduleName}.py`,
    "",
  ].join("\n");
}
