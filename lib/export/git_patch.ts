import { blobOf } from "../core/git_objects.ts";
import { unifiedDiff } from "../core/unified_diff.ts";

/** A patch of one file as git writes it, for `git apply`; a file that is not there before has null for its text. */
export function gitPatch(name: string, before: string | null, after: string): string {
  const ids = [before === null ? "0".repeat(40) : blobOf(before).id, blobOf(after).id];
  const index = `index ${ids.map((id) => id.slice(0, 12)).join("..")}`;
  const diff = unifiedDiff([before === null ? "/dev/null" : `a/${name}`, before ?? ""], [`b/${name}`, after]);
  const head = before === null ? ["new file mode 100644", index] : [`${index} 100644`];
  return [`diff --git a/${name} b/${name}`, ...head, diff].join("\n");
}
