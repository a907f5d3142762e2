/** The name of one file of several, such as "train-00001-of-00003.jsonl". */
export function shardName(
  split: string,
  { shard, shards, ending }: { readonly shard: number; readonly shards: number; readonly ending: string },
): string {
  const digits = (number: number) => String(number).padStart(5, "0");
  return `${split}-${digits(shard)}-of-${digits(shards)}.${ending}`;
}
