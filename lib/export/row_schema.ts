import type { Field, FieldType } from "./field.ts";

type Schema = Readonly<Record<string, unknown>>;

/** The JSON Schema of rows with these fields. */
export function rowSchema(fields: readonly Field[], { title }: { readonly title: string }): Schema {
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title, ...structSchema(fields) };
}

function structSchema(fields: readonly Field[]): Schema {
  return {
    type: "object",
    additionalProperties: false,
    required: fields.map(({ name }) => name),
    properties: Object.fromEntries(
      fields.map(({ name, type, nullable, says }) => {
        const schema = typeSchema(type);
        return [name, { description: says, ...schema, ...(nullable ? { type: [schema.type, "null"] } : {}) }];
      }),
    ),
  };
}

function typeSchema(type: FieldType): Schema {
  switch (type) {
    case "string":
      return { type: "string" };
    case "int32":
      return { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
    case "double":
      return { type: "number" };
  }
  return "struct" in type ? structSchema(type.struct) : { type: "array", items: typeSchema(type.list) };
}
