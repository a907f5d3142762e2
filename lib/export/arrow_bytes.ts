import type { Field, FieldType, Row } from "./field.ts";

const ENCODER = new TextEncoder();
const OFFSET = 4;

/**
 * Bytes of rows as one Arrow batch, as the library `datasets` counts a split's `num_bytes`: texts in UTF-8, 4 bytes of offset
 * for each text and list, a bit a row for columns with something missing.
 *
 * Source: the Arrow columnar format, physical memory layout.
 */
export function arrowBytes(fields: readonly Field[], rows: readonly Row[]): number {
  return fields.reduce((sum, field) => sum + columnBytes(field, rows.map((row) => row[field.name])), 0);
}

function columnBytes({ type }: { readonly type: FieldType }, values: readonly unknown[]): number {
  const holes = values.some((value) => value === null) ? Math.ceil(values.length / 8) : 0;
  const offsets = OFFSET * values.length;
  switch (type) {
    case "int32":
      return holes + 4 * values.length;
    case "double":
      return holes + 8 * values.length;
    case "string":
      return holes + offsets +
        values.reduce<number>((sum, value) => sum + (value === null ? 0 : utf8Bytes(value as string)), 0);
  }
  const there = values.filter((value) => value !== null);
  if ("struct" in type) return holes + arrowBytes(type.struct, there as Row[]);
  return holes + offsets + columnBytes({ type: type.list }, (there as unknown[][]).flat());
}

function utf8Bytes(text: string): number {
  return ENCODER.encode(text).length;
}
