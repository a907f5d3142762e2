/** What a field holds. */
export type FieldType =
  | "string"
  | "int32"
  | "double"
  | { readonly list: FieldType }
  | { readonly struct: readonly Field[] };

/** A field of a record in a file that keeps types: a column, or a part of one. */
export interface Field {
  /** Its key. */
  readonly name: string;
  /** What it holds. */
  readonly type: FieldType;
  /** Whether there may be nothing. Default: false. */
  readonly nullable?: boolean;
  /** What it means, in one sentence without a period. */
  readonly says: string;
}

/** A record of such a file, by the fields' names. */
export type Row = Readonly<Record<string, unknown>>;

/** The name of a type for people, such as "list of string". */
export function typeName(type: FieldType): string {
  if (typeof type === "string") return type;
  if ("list" in type) return `list of ${typeName(type.list)}`;
  return `{${type.struct.map(({ name }) => name).join(", ")}}`;
}
