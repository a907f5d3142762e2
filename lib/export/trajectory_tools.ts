/** A tool as chat formats declare it: its parameters as JSON Schema. */
export interface ToolDeclaration {
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly description: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
}

/** The tools of a trajectory. */
export const TOOLS: readonly ToolDeclaration[] = [
  declare("run_tests", "Run `python3 run_tests.py` and give what it prints.", {}),
  declare("read_file", "Give a file's text.", { path: "Name of the file" }),
  declare("run_python", "Run a Python script in the folder of the files and give what it prints.", {
    code: "Source of the script",
  }),
  declare("edit_file", 'Replace a text that stands in a file exactly once. Gives "ok".', {
    path: "Name of the file",
    old_text: "The text to be replaced, as it stands in the file",
    new_text: "What comes into its place",
  }),
];

function declare(
  name: string,
  description: string,
  texts: Readonly<Record<string, string>>,
): ToolDeclaration {
  const properties = Object.fromEntries(
    Object.entries(texts).map(([key, says]) => [key, { type: "string", description: says }]),
  );
  const parameters = {
    type: "object",
    properties,
    required: Object.keys(texts),
    additionalProperties: false,
  };
  return { type: "function", function: { name, description, parameters } };
}
