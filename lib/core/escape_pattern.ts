/** A text as a pattern of a regular expression that matches just it, with any flags. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
