/** The part of JSON Schema that docs/payload.schema.json is written in. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
  readonly description?: string;
}

const KEYWORDS = new Set([
  ..."$schema $ref $defs title type const enum anyOf pattern minLength minimum maximum minItems items required"
    .split(" "),
  ..."properties additionalProperties description".split(" "),
]);

/** Where a value breaks a schema, one line each; empty where it does not. */
export function checkSchema(value: unknown, schema: Schema, root: Schema = schema, at = "$"): string[] {
  const unknown = Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword));
  if (unknown.length > 0) return [`${at}: the schema uses ${unknown}, which this checker does not know`];
  const problems: string[] = [];
  const { $ref, anyOf } = schema;
  if ($ref !== undefined) {
    problems.push(...checkSchema(value, root.$defs![$ref.replace("#/$defs/", "")]!, root, at));
  }
  if (anyOf?.every((one) => checkSchema(value, one, root, at).length > 0)) {
    problems.push(`${at}: fits none of anyOf`);
  }
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types && !types.some((type) => isOfType(value, type))) {
    problems.push(`${at}: is no ${types.join(" or ")}`);
  }
  if ("const" in schema && value !== schema.const) problems.push(`${at}: is not ${schema.const}`);
  if (schema.enum && !schema.enum.includes(value)) {
    problems.push(`${at}: is none of ${schema.enum.join(", ")}`);
  }
  if (typeof value === "string") {
    if (schema.pattern && !new RegExp(schema.pattern, "u").test(value)) {
      problems.push(`${at}: is not ${schema.pattern}`);
    }
    if (value.length < (schema.minLength ?? 0)) problems.push(`${at}: is too short`);
  } else if (typeof value === "number") {
    if (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)) {
      problems.push(`${at}: is out of range`);
    }
  } else if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) problems.push(`${at}: has too few items`);
    const { items } = schema;
    if (items) {
      value.forEach((item, index) => problems.push(...checkSchema(item, items, root, `${at}[${index}]`)));
    }
  } else if (typeof value === "object" && value !== null) {
    problems.push(...checkKeys(value as Record<string, unknown>, schema, root, at));
  }
  return problems;
}

function checkKeys(value: Record<string, unknown>, schema: Schema, root: Schema, at: string): string[] {
  const { required = [], properties = {}, additionalProperties } = schema;
  const problems = required.filter((key) => !Object.hasOwn(value, key)).map((key) =>
    `${at}.${key}: is missing`
  );
  for (const [key, item] of Object.entries(value)) {
    const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (own === false) problems.push(`${at}.${key}: is not known`);
    else if (own) problems.push(...checkSchema(item, own, root, `${at}.${key}`));
  }
  return problems;
}

function isOfType(value: unknown, type: string): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  if (type === "integer") return Number.isInteger(value);
  const name: string = typeof value;
  return name === type;
}
