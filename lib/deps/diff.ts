/**
 * Line differences between two texts: the npm package `diff`.
 *
 * @module
 */
export { applyPatch, createTwoFilesPatch } from "npm:diff@9.0.0";
