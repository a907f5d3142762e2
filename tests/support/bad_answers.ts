import type { GeneratedDocument } from "./generated_modules.ts";
import { renderYaml } from "./render_document.ts";

/** What a model says, and how it says that it ended. */
export interface ModelAnswer {
  readonly text: string;
  /** Default: "stop". */
  readonly finishReason?: string;
  /** The model's own words where it refuses. */
  readonly refusal?: string;
}

/** Faults of an answer's form or of its end, by name: they fit answers of any kind. */
export const BAD_FORMS: Readonly<Record<string, (text: string) => ModelAnswer>> = {
  fenced: (text) => ({ text: `\`\`\`yaml\n${text}\`\`\`` }),
  fenced_in_prose: (text) => ({
    text: `Here it is:\n\n\`\`\`yaml\n${text}\`\`\`\n\nI hope that this helps!`,
  }),
  prose_before: (text) => ({ text: `Sure! This is the answer that you asked for.\n\n${text}` }),
  prose_after: (text) => ({ text: `${text}\nLet me know if you want anything else.` }),
  thoughts: (text) => ({ text: `<think>\nThe user wants YAML.\ntopic: me, first\n</think>\n${text}` }),
  unopened_thoughts: (text) => ({ text: `so I write it as YAML.\n</think>\n\n${text}` }),
  windows_lines: (text) => ({ text: text.replaceAll("\n", "\r\n") }),
  byte_order_mark: (text) => ({ text: `\uFEFF${text}` }),
  document_marks: (text) => ({ text: `---\n${text}...\n` }),
  trailing_blanks: (text) => ({ text: text.replaceAll(/^(\w+: )/gm, "$1 ").replaceAll("|\n", "|  \n") }),
  no_end: (text) => ({ text: text.replace(/end: true\n$/, "") }),
  twice: (text) => ({ text: `${text}\n---\n${text}` }),
  cut_in_half: (text) => ({ text: text.slice(0, text.length / 2) }),
  cut_near_the_end: (text) => ({ text: text.slice(0, -60) }),
  cut_by_length: (text) => ({ text: text.slice(0, text.length * 0.8), finishReason: "length" }),
  filtered: (text) => ({ text: text.slice(0, 200), finishReason: "content_filter" }),
  refused: () => ({ text: "", refusal: "I cannot help with that." }),
  apology: () => ({ text: "I am sorry, but as a language model I cannot write this." }),
  question: () => ({ text: "Which of the two notations would you like me to use?" }),
  other_language: () => ({ text: "Entschuldigung, das habe ich nicht verstanden: bitte noch einmal." }),
  empty: () => ({ text: "" }),
  blank: () => ({ text: " \n\n " }),
  garbage: () => ({ text: "\u0000\u0007 {[}] : - - ? ! & * %YAML `" }),
};

/** Faults of a document, by name. */
export const BAD_DOCUMENTS: Readonly<Record<string, (document: GeneratedDocument) => ModelAnswer>> = {
  json: (document) => ({ text: JSON.stringify({ ...document.keys, bugs: document.bugs }) }),
  json_fenced: (document) => ({
    text: `\`\`\`json\n${JSON.stringify({ ...document.keys, bugs: document.bugs }, null, 2)}\n\`\`\``,
  }),
  indent_of_three: (document) => inYaml(document, (text) => text.replaceAll(/^ {2}/gm, "   ")),
  tabs: (document) => inYaml(document, (text) => text.replaceAll("    ", "\t")),
  no_block_mark: (document) => inYaml(document, (text) => text.replace("correct_code: |", "correct_code:")),
  folded_code: (document) => inYaml(document, (text) => text.replace("correct_code: |", "correct_code: >")),
  fence_in_block: (document) =>
    withKeys(document, { correct_code: `\`\`\`python\n${document.keys.correct_code}\`\`\`` }),
  colon_without_quotes: (document) =>
    inYaml(document, (text) => text.replace(/^summary: .*$/m, "summary: Functions: five of them")),
  unclosed_quote: (document) =>
    inYaml(document, (text) => text.replace(/^summary: .*$/m, 'summary: "Five functions')),
  block_not_indented: (document) => inYaml(document, (text) => text.replaceAll(/^ {2}/gm, "")),
  nested: (document) => inYaml(document, (text) => `document:\n${text.replaceAll(/^(?=.)/gm, "  ")}`),
  list: (document) => inYaml(document, (text) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`),
  capital_keys: (document) =>
    inYaml(document, (text) => text.replaceAll(/^[a-z_]+(?=:)/gm, (key) => key.toUpperCase())),
  bold_keys: (document) => inYaml(document, (text) => text.replaceAll(/^([a-z_]+):/gm, "**$1**:")),
  headings: ({ keys }) => ({
    text: Object.entries(keys).map(([key, text]) => `## ${key}\n\n${text}\n`).join("\n"),
  }),
  reordered: (document) => ({
    text: renderYaml({ ...document, keys: Object.fromEntries(Object.entries(document.keys).reverse()) }),
  }),
  key_twice: (document) => inYaml(document, (text) => `module_name: other_name\n${text}`),
  unknown_key: (document) => withKeys(document, { difficulty: "hard" }),
  no_summary: (document) => withKeys(document, { summary: undefined }),
  no_code: (document) => withKeys(document, { correct_code: undefined }),
  no_tests: (document) => withKeys(document, { unit_tests: undefined }),
  blank_outline: (document) => withKeys(document, { solution_outline: "  " }),
  summary_is_a_number: (document) =>
    inYaml(document, (text) => text.replace(/^summary: .*$/m, "summary: 42")),
  other_topic: (document) => withKeys(document, { topic: "Something Else" }),
  name_of_the_library: (document) => withKeys(document, { module_name: "math" }),
  name_is_a_path: (document) => withKeys(document, { module_name: "src/module.py" }),
  code_does_not_parse: (document) => edited(document, "correct_code", "return ", "retrun "),
  tests_do_not_parse: (document) => edited(document, "unit_tests", "def test_", "define test_"),
  foreign_import: (document) => edited(document, "correct_code", '"""\n', '"""\nimport numpy as np\n'),
  tests_import_another: (document) => edited(document, "unit_tests", /^from \w+/m, "from other_module"),
  tests_import_nothing: (document) => edited(document, "unit_tests", /^from \w+ import \([^)]*\)\n/m, ""),
  no_test_methods: (document) =>
    withKeys(document, { unit_tests: document.keys.unit_tests!.replaceAll("def test_", "def check_") }),
  wrong_expectation: (document) =>
    edited(
      document,
      "unit_tests",
      "if __name__",
      "class WrongTest(unittest.TestCase):\n" +
        "    def test_what_is_not_so(self):\n        self.assertEqual(1 + 1, 3)\n\n\nif __name__",
    ),
  wrong_code: (document) => {
    const { find, replace } = document.bugs[0]!;
    return edited(document, "correct_code", find!, replace!);
  },
  import_fails: (document) => edited(document, "correct_code", '"""\n', '"""\nUNKNOWN = undefined_name\n'),
  missing_function: (document) => edited(document, "correct_code", /^def \w+/m, "def renamed"),
  dies: (document) => edited(document, "correct_code", '"""\n', '"""\nimport os\nos._exit(3)\n'),
  skips_a_test: (document) =>
    edited(document, "unit_tests", /^ +def test_/m, '    @unittest.skip("later")\n    def test_'),
  flaky: (document) => edited(document, "unit_tests", "if __name__", `${ORDERED_TESTS}\n\nif __name__`),
  prints_too_much: (document) =>
    edited(
      document,
      "unit_tests",
      "if __name__",
      "class LoudTest(unittest.TestCase):\n" +
        '    def test_prints(self):\n        print("x" * 300000)\n\n\nif __name__',
    ),
  code_and_tests_swapped: (document) =>
    withKeys(document, { correct_code: document.keys.unit_tests, unit_tests: document.keys.correct_code }),
  bugs_do_not_fit: ({ bugs, ...document }) => ({
    text: renderYaml({ ...document, bugs: bugs.map((bug) => ({ ...bug, find: "no such text" })) }),
  }),
  bugs_are_prose: (document) =>
    inYaml(document, (text) => text.replace(/^bugs:\n[^]*(?=^end)/m, "bugs: swap two of the signs\n")),
};

/** Tests that pass in the order in which they stand, and in no other. */
const ORDERED_TESTS = `class OrderedTest(unittest.TestCase):
    seen = []

${
  [1, 2, 3, 4, 5].map((n) =>
    `    def test_${n}(self):
        self.seen.append(${n})
        self.assertEqual(len(self.seen), ${n})
`
  ).join("\n")
}`;

function inYaml(document: GeneratedDocument, change: (text: string) => string): ModelAnswer {
  return { text: change(renderYaml(document)) };
}

/** The document with some keys changed, added, or, where undefined, left out. */
function withKeys(
  document: GeneratedDocument,
  changes: Readonly<Record<string, string | undefined>>,
): ModelAnswer {
  const entries = Object.entries({ ...document.keys, ...changes })
    .filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { text: renderYaml({ ...document, keys: Object.fromEntries(entries) }) };
}

function edited(
  document: GeneratedDocument,
  key: string,
  from: string | RegExp,
  to: string,
): ModelAnswer {
  return withKeys(document, { [key]: document.keys[key]!.replace(from, () => to) });
}
