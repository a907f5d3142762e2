/** A value of a table. */
export type TomlValue = string | number | boolean | readonly string[];

/** A number that is to be read as one with a fraction, such as 300.0. */
export class TomlFloat {
  /** The number. */
  readonly value: number;

  /** Keeps the number. */
  constructor(value: number) {
    this.value = value;
  }
}

/**
 * A document's part: the table's name, and its values. The name is "" for what stands before all tables, and in brackets of
 * its own for a table of a list.
 */
export type TomlTable = readonly [name: string, values: Readonly<Record<string, TomlValue | TomlFloat>>];

/** A TOML document. Names of tables and keys are given as they are to stand there. */
export function toToml(tables: readonly TomlTable[]): string {
  return tables.map(([name, values]) => {
    const lines = Object.entries(values).map(([key, value]) => `${key} = ${told(value)}\n`);
    return (name === "" ? "" : `[${name}]\n`) + lines.join("");
  }).join("\n");
}

function told(value: TomlValue | TomlFloat): string {
  if (value instanceof TomlFloat) {
    return Number.isInteger(value.value) ? `${value.value}.0` : `${value.value}`;
  }
  if (typeof value === "string") return quoted(value);
  return typeof value === "object" ? `[${value.map(quoted).join(", ")}]` : String(value);
}

/** JSON's strings are TOML's, but for halves of characters, which TOML does not have, and for DEL. */
function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll("\x7f", "\\u007F");
}
