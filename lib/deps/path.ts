/**
 * Path handling of the platform: `@std/path`, from the npm copy of Deno's standard library.
 *
 * @module
 */
// @ts-types="./path.d.ts"
export {
  basename,
  dirname,
  extname,
  fromFileUrl,
  isAbsolute,
  join,
  relative,
  resolve,
  toFileUrl,
} from "npm:deno-std@1.4.0/path/mod.js";
