import { assert } from "@std/assert";
import { parse } from "@std/yaml";
import type { Document } from "../../lib/answers/read_spec.ts";
import type { Seed } from "../../lib/core/seed.ts";
import type { Spec } from "../../lib/core/spec.ts";
import { readSpecDocument } from "../../lib/core/spec_document.ts";

/** A document that leaves nothing to repair, in all its forms. */
export interface GoodDocument {
  /** The YAML text. */
  readonly text: string;
  /** Its keys, without `end`. */
  readonly document: Document;
  readonly seed: Seed;
  /** What every reading of it must come to. */
  readonly spec: Spec;
}

/** Reads a good document: one of the test data, or the library's scenario of that name. */
export async function readGood(name: string): Promise<GoodDocument> {
  const folder = name.startsWith("good_") ? "../testdata/answers/" : "../../lib/library/scenarios/";
  const text = await Deno.readTextFile(new URL(`${folder}${name}.yaml`, import.meta.url));
  const { end: _, ...document } = parse(text, { schema: "core" }) as Record<string, unknown>;
  const { domain, topic, subtopic } = document as Record<string, string>;
  const seed = { domain: domain!, topic: topic!, subtopic: subtopic! };
  const outcome = readSpecDocument(document, seed);
  assert(outcome.ok && outcome.value.droppedBugs.length === 0, `${name} is good`);
  return { text, document, seed, spec: outcome.value.spec };
}
