/**
 * YAML 1.2 reading and writing: `@std/yaml`, from the npm copy of Deno's standard library.
 *
 * @module
 */
// @ts-types="./yaml.d.ts"
export { parse, stringify } from "npm:deno-std@1.4.0/yaml/mod.js";
