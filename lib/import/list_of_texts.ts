import { parseJson } from "../core/parse_json.ts";

/** A list of texts, or the text of one in JSON; null for anything else. */
export function listOfTexts(value: unknown): readonly string[] | null {
  let list = value;
  if (typeof value === "string") {
    const parsed = parseJson(value);
    if (!parsed.ok) return null;
    list = parsed.value;
  }
  return Array.isArray(list) && list.every((each) => typeof each === "string") ? list : null;
}
