import type { Field, FieldType } from "./field.ts";

/** A feature as the `dataset_info` of a dataset card has it. */
export type DatasetFeature = Readonly<Record<string, unknown>>;

/** The fields as `dataset_info.features`, in the form in which the library `datasets` writes it. */
export function datasetFeatures(fields: readonly Field[]): DatasetFeature[] {
  return fields.map(({ name, type }) => ({ name, ...featureType(type) }));
}

function featureType(type: FieldType): DatasetFeature {
  if (typeof type === "string") return { dtype: type === "double" ? "float64" : type };
  if ("struct" in type) return { struct: datasetFeatures(type.struct) };
  if (typeof type.list === "string") return { list: featureType(type.list).dtype };
  return { list: "struct" in type.list ? datasetFeatures(type.list.struct) : featureType(type.list) };
}
