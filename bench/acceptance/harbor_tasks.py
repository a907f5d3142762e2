"""Let Harbor itself, and HarborTaskset of verifiers, load the tasks that `synthdebug export --format harbor` wrote.

    python3.12 -m venv VENV
    VENV/bin/pip install harbor verifiers
    synthdebug export conversations --format harbor --output tasks
    VENV/bin/python bench/acceptance/harbor_tasks.py tasks

For each folder: Harbor's `Task` loads it, `Task.is_valid_dir` takes it, Harbor's linter finds nothing but that images are
not pinned by digest, and the verifier is
resolved to an environment of its own that is built from tests/. verifiers builds no images, so its loader is told to pass
over the Dockerfiles. No container is started. Exits with 1 where anything was found.
"""

import importlib.metadata
import sys
from pathlib import Path

# The digest of an image is its registry's, and another one for each machine type.
PASSED_OVER = ("unpinned-image",)


def main():
    root = Path(sys.argv[1])
    folders = sorted(path.parent for path in root.rglob("task.toml"))
    print("harbor %s on %d tasks" % (importlib.metadata.version("harbor"), len(folders)))
    problems = [problem for folder in folders for problem in look_at(folder)]
    for parent in sorted({folder.parent for folder in folders}):
        problems += look_with_verifiers(parent)
    for problem in problems[:50]:
        print(problem)
    print("%d findings" % len(problems))
    sys.exit(1 if problems or not folders else 0)


def look_at(folder):
    from harbor.lint import task as lint
    from harbor.models.task.task import Task
    from harbor.models.task.verifier_mode import resolve_verifier_environment_definition

    try:
        task = Task(folder)
    except Exception as error:
        yield "%s: %s: %s" % (folder, type(error).__name__, error)
        return
    if not Task.is_valid_dir(folder):
        yield "%s: Harbor does not take it for a task" % folder
    definition = resolve_verifier_environment_definition(task.config, task.paths)
    if definition is None or not definition.bundled_tests or definition.directory != task.paths.tests_dir:
        yield "%s: the verifier is not built from tests/" % folder
    if not task.instruction.strip() or task.config.task.name.split("/")[1] != folder.name:
        yield "%s: instruction or name are not what they should be" % folder
    for finding in lint.lint_task(folder):
        if finding.rule.value not in PASSED_OVER:
            yield "%s: %s" % (folder, finding)


def look_with_verifiers(parent):
    try:
        from verifiers.v1.tasksets.harbor import taskset
    except ImportError as error:
        print("verifiers is not there: %s" % error)
        return []
    # In place of the folder into which it would download a dataset.
    taskset.dataset_dir = lambda config: parent
    try:
        tasks = list(taskset.HarborTaskset(taskset.HarborConfig(ignore_dockerfile=True)).load())
    except Exception as error:
        return ["%s: verifiers: %s: %s" % (parent, type(error).__name__, error)]
    shared = [task.data.name for task in tasks if task.data.verifier is None or not task.data.artifacts]
    print("verifiers %s loads %d tasks of %s" % (importlib.metadata.version("verifiers"), len(tasks), parent.name))
    return ["%s: verifiers: no verifier of its own" % name for name in shared]


if __name__ == "__main__":
    main()
