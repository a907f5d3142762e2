import { unifiedDiff } from "../core/unified_diff.ts";
import { encodeObject } from "../files/git_objects.ts";

/** A patch of one file as git writes it, for `git apply`; a file that is not there before has null for its text. */
export async function gitPatch(name: string, before: string | null, after: string): Promise<string> {
  const ids = [before === null ? "0".repeat(40) : await blobId(before), await blobId(after)];
  const index = `index ${ids.map((id) => id.slice(0, 12)).join("..")}`;
  const diff = unifiedDiff([before === null ? "/dev/null" : `a/${name}`, before ?? ""], [`b/${name}`, after]);
  const head = before === null ? ["new file mode 100644", index] : [`${index} 100644`];
  return [`diff --git a/${name} b/${name}`, ...head, diff].join("\n");
}

async function blobId(text: string): Promise<string> {
  return (await encodeObject("blob", new TextEncoder().encode(text))).sha;
}
