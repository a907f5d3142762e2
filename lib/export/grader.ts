import grade from "./grader/grade.py" with { type: "text" };
import guard from "./grader/guard.py" with { type: "text" };
import screen from "./grader/screen.py" with { type: "text" };
import suite from "./grader/suite.py" with { type: "text" };

/** What grades a task's module: Python scripts of the standard library alone, by their names. */
export const GRADER: Readonly<Record<string, string>> = {
  "grade.py": grade,
  "guard.py": guard,
  "screen.py": screen,
  "suite.py": suite,
};
