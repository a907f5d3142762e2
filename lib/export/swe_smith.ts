import type { ExportFormat } from "../core/export_format.ts";
import { accept } from "../core/rejection.ts";
import { EMBEDDED_KEY, embedTask } from "../core/embedded_task.ts";
import { gitPatch } from "./git_patch.ts";
import { CREATED_AT, instanceFormat, repositoryFiles } from "./instance_format.ts";
import { issueText } from "./issue_text.ts";
import { brokenTests } from "./named_tests.ts";

const README = `# Instances for SWE-smith

Each line of the .jsonl files is an instance. Its \`base_commit\` is a commit of repo.git: the healthy module, its tests,
run_tests.py and README.md. \`patch\` puts the bug in, and mends it with \`git apply --reverse\`. The branch that is named like
the instance is the base with the bug and then without the tests, as SWE-smith's harness expects its branches: it checks out
HEAD~1 to grade. Test names are those of pytest. What SWE-smith has in one repository a module, this dataset has in one.
Dates are always the same: nothing here tells when it was made.
\`${EMBEDDED_KEY}\` holds the whole task, for \`synthdebug import\`; it tells the fix, as \`patch\` does.
`;

/** SWE-smith: the healthy module is the base, and `patch` breaks it. */
export const sweSmith: ExportFormat = instanceFormat({
  name: "swe-smith",
  summary: "Instances of SWE-smith with a git repository: healthy base, the patch that breaks it, issue",
  readme: README,
  async instance(task, repository, { runnerCode }) {
    const broken = brokenTests(task);
    if (!broken.ok) return broken;
    const { moduleName, buggyCode, correctCode, unitTests, id } = task;
    const [module, tests] = [`${moduleName}.py`, `test_${moduleName}.py`];
    const healthy = repositoryFiles(task, { code: correctCode, runner: runnerCode(moduleName) });
    const buggy = { ...healthy, [module]: buggyCode };
    const base = await repository.commit({ ...healthy, [tests]: unitTests }, `Add ${moduleName}`);
    const bug = await repository.commit({ ...buggy, [tests]: unitTests }, `Change ${moduleName}`, {
      parents: [base],
    });
    const repo = `synthdebug__${moduleName}.${base.slice(0, 8)}`;
    const instanceId = `${repo}.bug__${id}`;
    await repository.commit(buggy, "Remove tests", { parents: [bug], branch: instanceId });
    const nodeId = (test: string) => `${tests}::${test.replaceAll(".", "::")}`;
    return accept({
      instance_id: instanceId,
      patch: await gitPatch(module, correctCode, buggyCode),
      image_name: `synthdebug/swesmith.x86_64.${repo.replace("__", "_1776_")}`,
      repo: `synthdebug/${repo}`,
      problem_statement: issueText(task, broken.value),
      FAIL_TO_PASS: broken.value.failing.map(nodeId),
      PASS_TO_PASS: broken.value.passing.map(nodeId),
      created_at: CREATED_AT,
      base_commit: base,
      [EMBEDDED_KEY]: embedTask(task.json),
    });
  },
});
