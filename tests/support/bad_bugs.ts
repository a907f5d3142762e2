import { renderBugs } from "./render_document.ts";

type Bug = Readonly<Record<string, string>>;

/** Faults of a list of bugs, by name, each made from a good list and its module: one bug in it is bad, or all are. */
export const BAD_BUGS: Readonly<Record<string, (bugs: readonly Bug[], code: string) => string>> = {
  find_missing: (bugs) => withFirst(bugs, { find: "this stands nowhere" }),
  find_twice: (bugs) => withFirst(bugs, { find: "return " }),
  no_change: (bugs) => withFirst(bugs, { replace: bugs[0]!.find! }),
  comment_tells_it: (bugs) => withFirst(bugs, { replace: `${bugs[0]!.replace}  # BUG: wrong on purpose` }),
  unknown_name: (bugs) => withFirst(bugs, { replace: "no_such_name" }),
  no_syntax: (bugs) => withFirst(bugs, { replace: "(((" }),
  import_fails: (_, code) => everywhere(code, "def ", "raise ImportError('gone')\ndef "),
  all_tests_fail: (_, code) => everywhere(code, /^(def \w+\([^)]*\):\n)/gm, "$1    return object()\n"),
  whole_code: ([bug], code) => {
    const { description, root_cause, find, replace } = bug!;
    return renderBugs([{ description: description!, root_cause: root_cause! }])
      .concat(`    code: |\n${code.replace(find!, () => replace!).replaceAll(/^(?=.)/gm, "      ")}`);
  },
  no_description: ([bug]) => renderBugs([{ find: bug!.find!, replace: bug!.replace! }]),
  none: () => "bugs: []\n",
  prose: () => "bugs: I would swap two of the signs.\n",
};

function withFirst([first, ...rest]: readonly Bug[], changes: Bug): string {
  return renderBugs([{ ...first, ...changes }, ...rest]);
}

/** One bug that rewrites the whole module. */
function everywhere(code: string, from: string | RegExp, to: string): string {
  const changed = code.replace(from, to).replaceAll(/^(?=.)/gm, "      ");
  return 'bugs:\n  - description: "Something is off."\n    root_cause: "Nobody knows."\n' +
    `    code: |\n${changed}`;
}
