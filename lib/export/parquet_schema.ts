import type { Field } from "./field.ts";

/** An element of Parquet's schema, as far as fields need it. */
export interface ParquetElement {
  readonly name: string;
  readonly repetition_type?: "REQUIRED" | "OPTIONAL" | "REPEATED";
  readonly type?: "BYTE_ARRAY" | "INT32" | "DOUBLE";
  readonly converted_type?: "UTF8" | "LIST";
  readonly num_children?: number;
}

/** The schema of a Parquet file with these columns: the tree of its elements, each before its children. */
export function parquetSchema(fields: readonly Field[]): ParquetElement[] {
  return [{ name: "root", num_children: fields.length }, ...fields.flatMap(elementsOf)];
}

/** Lists have the three levels that the format prescribes. */
function elementsOf({ name, type, nullable }: Omit<Field, "says">): ParquetElement[] {
  const repetition_type = nullable ? "OPTIONAL" : "REQUIRED";
  switch (type) {
    case "string":
      return [{ name, repetition_type, type: "BYTE_ARRAY", converted_type: "UTF8" }];
    case "int32":
      return [{ name, repetition_type, type: "INT32" }];
    case "double":
      return [{ name, repetition_type, type: "DOUBLE" }];
  }
  if ("struct" in type) {
    return [{ name, repetition_type, num_children: type.struct.length }, ...type.struct.flatMap(elementsOf)];
  }
  return [
    { name, repetition_type, converted_type: "LIST", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    ...elementsOf({ name: "element", type: type.list }),
  ];
}
