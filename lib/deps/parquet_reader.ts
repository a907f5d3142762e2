/**
 * Parquet files read back, for the tests: the npm package `hyparquet`, which the writer stands on.
 *
 * @module
 */
export { parquetMetadata, parquetReadObjects } from "npm:hyparquet@1.31.5";
