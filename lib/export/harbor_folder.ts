import type { ExportTask } from "../core/export_task.ts";
import type { HiddenTests } from "../core/hidden_tests.ts";
import type { TaskFile, TaskFolder } from "../core/task_folder.ts";
import { GRADER } from "./grader.ts";
import { AGENT_USER, harborConfig, imageOf } from "./harbor_config.ts";
import { harborInstruction } from "./harbor_instruction.ts";

/** What a folder is made of besides its task. */
export interface HarborParts {
  /** The folder's name. */
  readonly name: string;
  /** Which tests the agent sees. */
  readonly tests: HiddenTests;
  /** The `run_tests.py`. */
  readonly runner: string;
}

/** A task's folder: what the agent's container has under `environment/`, the verifier's under `tests/`. */
export function harborFolder(task: ExportTask, parts: HarborParts): TaskFolder {
  const { moduleName, buggyCode, unitTests } = task;
  const { name, tests, runner } = parts;
  const module = `${moduleName}.py`;
  const plan = { module: moduleName, tests: tests.all };
  const texts: Readonly<Record<string, string>> = {
    "instruction.md": harborInstruction(task),
    "task.toml": harborConfig(task, parts),
    "environment/Dockerfile": agentImage(task),
    [`environment/app/${module}`]: buggyCode,
    [`environment/app/test_${module}`]: tests.visibleTests,
    "environment/app/run_tests.py": runner,
    "solution/solve.sh": solveScript(task),
    "tests/Dockerfile": verifierImage(task),
    "tests/test.sh": TEST_SCRIPT,
    ...Object.fromEntries(Object.entries(GRADER).map(([file, text]) => [`tests/${file}`, text])),
    "tests/given.py": buggyCode,
    [`tests/test_${module}`]: unitTests,
    "tests/tests.json": JSON.stringify(plan, null, 2) + "\n",
  };
  const files = new Map<string, TaskFile>(
    Object.entries(texts).map(([path, text]) => [path, { text, isExecutable: path.endsWith(".sh") }]),
  );
  return { name, task, tests, files };
}

/** Where the agent works, as a user of its own. */
function agentImage(task: ExportTask): string {
  return `FROM ${imageOf(task)}

RUN useradd --create-home ${AGENT_USER}
WORKDIR /app
COPY --chown=${AGENT_USER}:${AGENT_USER} app/ /app/
RUN chown ${AGENT_USER}:${AGENT_USER} /app
`;
}

/** In a container of its own, which the agent has never been in, and which shows its files to root alone. */
function verifierImage(task: ExportTask): string {
  return `FROM ${imageOf(task)}

WORKDIR /app
COPY . /tests/
RUN chmod -R go-rwx /tests && mkdir -p /logs/verifier
`;
}

const TEST_SCRIPT = `#!/bin/bash
# Grades the module in WORK_DIR (/app) and writes reward.txt into LOGS_DIR (/logs/verifier): see grade.py.
exec python3 -I "$(dirname "$0")/grade.py"
`;

/** Writes the whole module: neither patch nor a network is needed, and whoever reads it sees what it does. */
function solveScript({ moduleName, correctCode }: ExportTask): string {
  const lines = new Set(correctCode.split("\n"));
  let end = "END_OF_MODULE";
  while (lines.has(end)) end += "_";
  const isWhole = correctCode.endsWith("\n");
  const target = `"\${WORK_DIR:-/app}/${moduleName}.py"`;
  // What stands between the marks ends with a line end.
  const command = isWhole ? `cat > ${target} <<'${end}'` : `head -c -1 > ${target} <<'${end}'`;
  return `#!/bin/bash
# Puts the mended module into WORK_DIR (/app).
set -euo pipefail

${command}
${correctCode}${isWhole ? "" : "\n"}${end}
`;
}
