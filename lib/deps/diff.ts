/**
 * Differences between two texts or lists: the npm package `diff`.
 *
 * @module
 */
export { applyPatch, createTwoFilesPatch, diffArrays } from "npm:diff@9.0.0";
