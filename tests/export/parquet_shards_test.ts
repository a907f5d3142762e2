import { assertEquals } from "@std/assert";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import * as parquet from "../../lib/deps/parquet.ts";
import type { Field, Row } from "../../lib/export/field.ts";
import { ParquetShards } from "../../lib/export/parquet_shards.ts";
import { StagedFolder } from "../../lib/files/staged_folder.ts";
import { inTempDir, namesIn } from "../support/run_main.ts";

const FIELDS: readonly Field[] = [
  { name: "number", type: "int32", says: "" },
  { name: "text", type: "string", nullable: true, says: "" },
];

/** Writes rows into files on disk, and gives the numbers of rows by file and group. */
async function groupsOf(
  rows: readonly Row[],
  { shardSize, fileBytes }: { readonly shardSize: number | null; readonly fileBytes?: number },
): Promise<number[][]> {
  const groups: number[][] = [];
  await inTempDir(async (cwd) => {
    await using folder = await StagedFolder.start(`${cwd}/set`);
    const shards = new ParquetShards("train", { folder, shardSize, fileBytes, fields: FIELDS, parquet });
    for (const row of rows) await shards.append(row);
    const size = await shards.close();
    await folder.publish();
    const read: Row[] = [];
    let bytes = 0;
    for (const name of namesIn(`${cwd}/set`)) {
      const file = (await Deno.readFile(`${cwd}/set/${name}`)).buffer;
      bytes += file.byteLength;
      groups.push(parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows)));
      read.push(...await parquetReadObjects({ file }));
    }
    assertEquals(read, rows);
    assertEquals([size.rows, size.fileBytes], [rows.length, bytes]);
  });
  return groups;
}

function numbered(count: number, text: string | null = null): Row[] {
  return Array.from({ length: count }, (_, number) => ({ number, text }));
}

Deno.test("where no number of rows is asked for, a file that is large enough ends after a group of rows", async () => {
  assertEquals(await groupsOf(numbered(600), { shardSize: null }), [[256, 256, 88]]);
  // Four bytes stand in a file before its first group.
  assertEquals(await groupsOf(numbered(600), { shardSize: null, fileBytes: 100 }), [[256], [256], [88]]);
});

Deno.test("a number of rows that is asked for ends a file, and its group", async () => {
  assertEquals(await groupsOf(numbered(600), { shardSize: 300, fileBytes: 1 }), [[256, 44], [256, 44]]);
});

Deno.test("rows of long texts make smaller groups", async () => {
  assertEquals(await groupsOf(numbered(5, "x".repeat(17 << 20)), { shardSize: null }), [[2, 2, 1]]);
});
