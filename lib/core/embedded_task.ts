import { parseJson } from "./parse_json.ts";
import { accept, type Outcome, reject } from "./rejection.ts";
import { toSortedJson } from "./sorted_json.ts";

/** The key under which an instance holds the task that it was made of. */
export const EMBEDDED_KEY = "synthdebug";

/** A task's file as one line of text: an instance's other values are texts as well, and its readers want one type. */
export function embedTask(json: string): string {
  const fields = JSON.parse(json) as Record<string, unknown>;
  // It is a place on the disk of whoever made the task.
  return JSON.stringify(JSON.parse(toSortedJson({ ...fields, bug_file_path: null })));
}

/** The task's file again. Rejections: "not_json", and "bad_instance" for what is none of {@linkcode embedTask}'s. */
export function unembedTask(embedded: string): Outcome<string> {
  const parsed = parseJson(embedded);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? accept(toSortedJson(value))
    : reject("bad_instance", `its key "${EMBEDDED_KEY}" holds no object`);
}
