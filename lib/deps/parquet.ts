/**
 * Parquet files, written a row group at a time: the npm package `hyparquet-writer`, typed by itself. Import this file
 * lazily: one format of `export` needs it.
 *
 * @module
 */
export { ByteWriter, ParquetWriter } from "npm:hyparquet-writer@0.17.0";
