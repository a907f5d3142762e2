import type { GeneratedDocument } from "./generated_modules.ts";

const ONE_LINE = new Set(["domain", "topic", "subtopic", "module_name", "summary"]);

/** A whole document as the YAML that is asked for. */
export function renderYaml({ keys, bugs }: GeneratedDocument): string {
  return renderKeys(Object.entries(keys), bugs);
}

/** Some keys of a document as YAML, ended as a whole answer ends. */
export function renderKeys(
  entries: readonly (readonly [key: string, text: string])[],
  bugs: GeneratedDocument["bugs"] | null = null,
): string {
  const lines = entries.map(([key, text]) =>
    ONE_LINE.has(key) ? `${key}: ${JSON.stringify(text)}\n` : `${key}: |\n${indented(text, "  ")}\n`
  );
  return `${lines.join("")}${bugs === null ? "" : renderBugs(bugs)}end: true\n`;
}

/** A list of bugs as YAML, without an end. */
export function renderBugs(bugs: readonly Readonly<Record<string, string>>[]): string {
  if (bugs.length === 0) return "bugs: []\n";
  const entries = bugs.map((bug) => {
    const lines = Object.entries(bug).map(([key, text]) =>
      key === "description" || key === "root_cause"
        ? `${key}: ${JSON.stringify(text)}`
        : `${key}: |-\n${indented(text, "      ")}`
    );
    return `  - ${lines.join("\n    ")}\n`;
  });
  return `bugs:\n${entries.join("")}`;
}

function indented(text: string, by: string): string {
  return text.trimEnd().split("\n").map((line) => line === "" ? "" : by + line).join("\n");
}
