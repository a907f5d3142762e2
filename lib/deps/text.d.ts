/** Edits between two words: single characters inserted, deleted or replaced. */
export function levenshteinDistance(a: string, b: string): number;
