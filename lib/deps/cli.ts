/**
 * Command-line words to values: `@std/cli`, from the npm copy of Deno's standard library.
 *
 * @module
 */
// @ts-types="./cli.d.ts"
export { parseArgs } from "npm:deno-std@1.4.0/cli/parse_args.js";
