/**
 * Text distance: `@std/text`, from the npm copy of Deno's standard library.
 *
 * @module
 */
// @ts-types="./text.d.ts"
export { levenshteinDistance } from "npm:deno-std@1.4.0/text/levenshtein_distance.js";
