import { UsageError } from "../core/errors.ts";
import { moduleNameProblem } from "../core/module_name.ts";
import type { Payload } from "../core/payload.ts";
import { accept } from "../core/rejection.ts";
import { INSTRUCTIONS_FILE, RUNNER_FILE } from "../core/task_files.ts";
import { join, resolve } from "../deps/path.ts";
import { probeFolder } from "../files/probe_folder.ts";
import { hideTests } from "../flows/hide_tests.ts";
import {
  conversationName,
  type FileEditExtras,
  GIT_FOLDER,
  saveConversation,
  saveFileEdit,
  saveFileEditFolder,
  taskName,
} from "../stages/8_save.ts";
import { checkPrefix, foldersIn, inFolder, OUTPUT_FOLDER, PREFIX } from "./batch_folder.ts";
import type {
  Command,
  CommandContext,
  CommandInput,
  NumberFlag,
  PathFlag,
  SwitchFlag,
  TextFlag,
} from "./command.ts";
import { conductBatch } from "./conduct_batch.ts";
import { COUNT, JSON_OUTPUT } from "./shared_flags.ts";
import { printable } from "./printable.ts";
import { TASK_FLAGS } from "./task_flags.ts";
import { openWorkshop } from "./workshop.ts";

const DIR: PathFlag<string> = {
  name: "dir",
  short: "d",
  kind: "path-out",
  placeholder: "DIR",
  fallback: "debug_task",
  help: "Folder for the buggy module, its tests and run_tests.py",
};

const FILENAME: TextFlag<null> = {
  name: "filename",
  kind: "text",
  placeholder: "NAME.py",
  fallback: null,
  defaultText: "the module's own name",
  help: "File name of the buggy module",
};

const UNIQUE_SUBDIR: SwitchFlag = {
  name: "unique-subdir",
  kind: "switch",
  help: "Give the task a folder of its own below --dir; always so with --count above 1",
};

const SUPPRESS: SwitchFlag = {
  name: "suppress-buggy-code",
  kind: "switch",
  help: "Leave buggy_code out of the conversation JSON: it is on disk",
};

const HIDDEN_TESTS: NumberFlag<number> = {
  name: "hidden-tests",
  kind: "number",
  placeholder: "RATIO",
  min: 0,
  max: 0.99,
  fallback: 0,
  help: "Share of the tests that is left out of the folder; `grade` runs them all the same",
};

const AGENT_INSTRUCTIONS: SwitchFlag = {
  name: "agent-instructions",
  kind: "switch",
  help: "Put an AGENTS.md into the folder: what the module must do, how to run the tests, what may be edited",
};

const GIT: SwitchFlag = {
  name: "git",
  kind: "switch",
  help: "Make the folder a git repository with one commit; git itself is not needed",
};

/** `synthdebug file-edit`: tasks as files on disk. */
export const fileEditCommand: Command = {
  name: "file-edit",
  summary: "Put a buggy module with its tests on disk, for someone to mend",
  usage: ["file-edit [--dir DIR] [--count N] [FLAGS]"],
  description:
    "DIR gets <module>.py with the bug, test_<module>.py and run_tests.py: `cd DIR && python3 run_tests.py` fails " +
    "until the bug is mended. The conversation with the solution is written elsewhere, to the output folder, and its path is " +
    "the last line of stdout. With --count N each task has a folder of its own below DIR, named from module, topic and content. " +
    "Files that are already there are never changed. With --hidden-tests a part of the tests, by whole methods, is in the " +
    "conversation only: at least one test that the bug breaks stays in the folder, and one is hidden where there are two. " +
    "`synthdebug grade` judges what was edited, `synthdebug reset` puts the first state back.",
  flags: [
    DIR,
    FILENAME,
    UNIQUE_SUBDIR,
    SUPPRESS,
    HIDDEN_TESTS,
    AGENT_INSTRUCTIONS,
    GIT,
    COUNT,
    { ...OUTPUT_FOLDER, help: "Folder for the conversations, which hold the solutions" },
    PREFIX,
    ...inFolder(TASK_FLAGS),
    JSON_OUTPUT,
  ],
  positionals: "none",
  examples: [
    {
      line: "synthdebug file-edit --dir task",
      says: "One task in task/, its conversation in conversations/",
    },
    {
      line: "synthdebug file-edit --dir tasks --count 20 --suppress-buggy-code",
      says: "Twenty tasks, each in its own folder",
    },
    {
      line: "synthdebug file-edit --dir tasks --count 20 --hidden-tests 0.5 --agent-instructions --git",
      says: "For coding agents: half of the tests hidden, an AGENTS.md, a git repository each",
    },
  ],
  drains: true,
  run,
};

async function run({ flags }: CommandInput, context: CommandContext): Promise<number> {
  const dir = resolve(flags.get(DIR));
  const output = resolve(flags.get(OUTPUT_FOLDER));
  const count = flags.get(COUNT);
  const prefix = flags.get(PREFIX);
  const ratio = flags.get(HIDDEN_TESTS);
  const filename = checkFilename(flags.get(FILENAME));
  checkPrefix(prefix);
  await probeFolder(dir);
  const own = count > 1 || flags.get(UNIQUE_SUBDIR);
  // Before anything is paid for: a folder holds one task.
  const extras = { instructions: flags.get(AGENT_INSTRUCTIONS), git: flags.get(GIT) };
  if (!own) await refuseTask(dir, extras);
  await probeFolder(output);
  await using workshop = await openWorkshop(flags, context, foldersIn(output));
  const placed: { conversation: string; bug_file_path: string | null }[] = [];
  const save = async (payload: Payload) => {
    const file = filename ?? `${payload.module_name}.py`;
    const task = own
      ? await saveFileEditFolder(payload, join(dir, taskName(payload)), { ...extras, moduleFile: file })
      : await saveFileEdit(payload, join(dir, file), extras);
    const path = join(output, conversationName(task, prefix));
    const { buggy_code: _, ...withoutBuggyCode } = task;
    await saveConversation(flags.get(SUPPRESS) ? withoutBuggyCode : task, path, output);
    placed.push({ conversation: path, bug_file_path: task.bug_file_path });
    return path;
  };
  return await conductBatch({ flags, context, workshop }, {
    folder: output,
    count,
    prepare: (payload) =>
      ratio > 0 ? hideTests(payload, { ratio, python: workshop.python }) : Promise.resolve(accept(payload)),
    save,
    result: ({ files }) => files.map((path) => `${printable(path)}\n`).join(""),
    details: () => ({ tasks: placed.toSorted((a, b) => (a.conversation < b.conversation ? -1 : 1)) }),
  });
}

async function refuseTask(dir: string, { instructions, git }: FileEditExtras): Promise<void> {
  for (const name of [RUNNER_FILE, ...instructions ? [INSTRUCTIONS_FILE] : [], ...git ? [GIT_FOLDER] : []]) {
    const path = join(dir, name);
    if (!await Deno.lstat(path).then(() => true, () => false)) continue;
    throw new UsageError(`Cannot write "${path}": it exists; name another folder, or use --unique-subdir`);
  }
}

/** Longest file name of the buggy module: the names of files being written must fit in 255 bytes. */
const MAX_FILENAME = 200;

function checkFilename(name: string | null): string | null {
  if (name === null) return null;
  const isBare = /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.py$/.test(name) && name.length <= MAX_FILENAME;
  if (isBare && !isLoaded(name.slice(0, -3).toLowerCase())) return name;
  throw new UsageError(
    `Cannot use "--filename": "${name}" is not the bare name of a Python file, or is a name that Python or the tests use`,
  );
}

/** Whether Python or the tests would load a file of that stem in the place of their own, as of random.py. */
function isLoaded(stem: string): boolean {
  return /^[a-z_][a-z0-9_]{0,59}$/.test(stem) && moduleNameProblem(stem) !== null;
}
