import type { Command, Example, Flag } from "./command.ts";
import type { CommandEntry } from "./registry.ts";
import { COMMON_FLAGS } from "./shared_flags.ts";

/** Widest line of a page, where its words allow. */
const WIDTH = 100;

/** Examples of the program's own page. */
const EXAMPLES: readonly Example[] = [
  { line: "synthdebug batch --count 10", says: "Make ten tasks in conversations/, with no model and no key" },
  { line: "synthdebug validate conversations", says: "Prove all of them again" },
];

/** The program's own help page, with these commands. */
export function programHelp(entries: readonly CommandEntry[]): string {
  const commands = entries.map(({ name, summary }): Row => [name, summary]);
  return page([
    ["synthdebug makes Python debugging tasks that are proved to be healthy, broken and mended."],
    heading("Usage", ["synthdebug COMMAND [FLAGS]"]),
    heading(
      "Commands",
      table([...commands, ["help", "Show the help page of a command: synthdebug help COMMAND"]]),
    ),
    heading(
      "Flags",
      table([...COMMON_FLAGS.map(flagRow), ["-V, --version", "Show the version"]]),
    ),
    heading("Examples", EXAMPLES.flatMap(exampleLines)),
    heading(
      "Exit codes",
      table([
        ["0", "done"],
        ["1", "the work fell short"],
        ["2", "wrong usage or configuration"],
        ["3", "this machine lacks something, such as a Python"],
        ["4", "the model's provider refuses"],
        ["130", "interrupted"],
      ]),
    ),
  ]);
}

/** A command's help page. */
export function commandHelp(command: Command): string {
  return page([
    wrap(`${command.summary}.`, WIDTH),
    heading("Usage", command.usage.map((line) => `synthdebug ${line}`)),
    wrap(command.description, WIDTH),
    ...command.words === undefined ? [] : [heading(command.words.heading, table(command.words.rows))],
    heading("Flags", table([...command.flags, ...COMMON_FLAGS].map(flagRow))),
    heading("Examples", command.examples.flatMap(exampleLines)),
  ]);
}

type Row = readonly [left: string, right: string];

function flagRow(flag: Flag): Row {
  const long = [flag.name, ...flag.aliases ?? []].map((name) => `--${name}`);
  const names = [...flag.short === undefined ? [] : [`-${flag.short}`], ...long].join(", ");
  if (flag.kind === "switch") return [names, flag.help];
  const notes: string[] = [];
  if (flag.kind === "choice") notes.push(`one of ${flag.choices.join(", ")}`);
  if (flag.kind === "integer" || flag.kind === "number") notes.push(`${flag.min} to ${flag.max}`);
  const fallback = flag.defaultText ?? flag.fallback;
  if (fallback !== null) notes.push(`default: ${fallback}`);
  return [
    `${names} ${flag.placeholder}`,
    notes.length > 0 ? `${flag.help} (${notes.join("; ")})` : flag.help,
  ];
}

function exampleLines({ line, says }: Example): string[] {
  return [`# ${says}`, line];
}

function heading(title: string, lines: readonly string[]): string[] {
  return [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

function page(blocks: readonly (readonly string[])[]): string {
  return blocks.map((lines) => lines.join("\n")).join("\n\n") + "\n";
}

/** Two columns; a left side that is too wide stands on a line of its own. */
function table(rows: readonly Row[]): string[] {
  const column = Math.min(30, Math.max(...rows.map(([left]) => left.length + 2)));
  return rows.flatMap(([left, right]) => {
    const lines = wrap(right, WIDTH - column - 2).map((line) => " ".repeat(column) + line);
    if (left.length + 2 > column) return [left, ...lines];
    return [left.padEnd(column) + lines[0]!.trimStart(), ...lines.slice(1)];
  });
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
