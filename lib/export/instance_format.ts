import type { ExportFormat, ExportTarget } from "../core/export_format.ts";
import type { ExportTask } from "../core/export_task.ts";
import { accept, type Outcome } from "../core/rejection.ts";
import { GrowingRepository } from "../files/growing_repository.ts";
import { linesFormat } from "./lines_format.ts";

/** The day of every instance, which is that of its commits: no clock gets into a dataset. */
export const CREATED_AT = "2000-01-01T00:00:00Z";

/** Where the commits of a dataset lie, beside its lines. */
export const REPOSITORY = "repo.git";

/** A format of instances whose sources are commits. */
export interface InstanceFormat extends Pick<ExportFormat, "name" | "summary"> {
  /** What the dataset's README says. */
  readonly readme: string;
  /** The instance of a task, whose commits it makes. */
  readonly instance: (
    task: ExportTask,
    repository: GrowingRepository,
    target: ExportTarget,
  ) => Promise<Outcome<unknown>>;
}

/** Makes a format of JSON lines with a bare repository, `repo.git`, and a README.md beside them. */
export function instanceFormat({ readme, instance, ...about }: InstanceFormat): ExportFormat {
  return {
    ...about,
    async open(target) {
      const repository = new GrowingRepository(target.folder, REPOSITORY);
      const lines = linesFormat({
        ...about,
        async records(task) {
          const made = await instance(task, repository, target);
          return made.ok ? accept([made.value]) : made;
        },
      });
      const sink = await lines.open(target);
      return {
        add: (task, split) => sink.add(task, split),
        async close() {
          await sink.close();
          const files = {
            "README.md": "Each branch is an instance of the dataset beside this repository.\n",
          };
          await repository.commit(files, "Say what the branches are", { branch: "main" });
          await repository.close("main");
          await target.folder.write("README.md", readme);
        },
      };
    },
  };
}

/** The files of a task's repository besides its tests. */
export function repositoryFiles(
  { moduleName, summary, problemDescription }: ExportTask,
  { code, runner }: { readonly code: string; readonly runner: string },
): Readonly<Record<string, string>> {
  const about = [
    `# ${moduleName}`,
    summary.trim(),
    problemDescription.trim(),
    `The tests are in \`test_${moduleName}.py\`; \`python3 run_tests.py\` runs them.`,
  ];
  return {
    [`${moduleName}.py`]: code,
    "run_tests.py": runner,
    "README.md": `${about.join("\n\n")}\n`,
  };
}
