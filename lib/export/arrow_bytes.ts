import type { Field, Row } from "./field.ts";

const ENCODER = new TextEncoder();
const OFFSET = 4;

/**
 * Bytes of rows as one Arrow batch, as the library `datasets` counts a split's `num_bytes`: texts in UTF-8, 4 bytes of offset
 * for each text and list, a bit a row for columns with something missing, and for numbers that may be missing.
 *
 * Source: the Arrow columnar format, physical memory layout.
 */
export function arrowBytes(fields: readonly Field[], rows: readonly Row[]): number {
  return fields.reduce((sum, field) => sum + columnBytes(field, rows.map((row) => row[field.name])), 0);
}

function columnBytes(
  { type, nullable }: Pick<Field, "type" | "nullable">,
  values: readonly unknown[],
): number {
  const bits = Math.ceil(values.length / 8);
  const holes = values.some((value) => value === null) ? bits : 0;
  const offsets = OFFSET * values.length;
  switch (type) {
    case "int32":
      return (nullable ? bits : 0) + 4 * values.length;
    case "double":
      return (nullable ? bits : 0) + 8 * values.length;
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
