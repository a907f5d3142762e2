import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { gitPatch } from "../../lib/export/git_patch.ts";
import { applyPatch } from "../../lib/import/instance_sources.ts";
import { git, hasGit } from "../support/git.ts";
import { inTempDir } from "../support/run_main.ts";

const TEXTS = [
  "a = 1\nb = 2\n",
  "a = 1\nb = 3\n",
  "a = 1\nb = 2",
  "# \u00fc \ud83d\ude00\na = 1  \n\n\n    \n",
  `${"x = 0\n".repeat(50)}a = 1\n${"y = 0\n".repeat(50)}`,
];

Deno.test("git applies every patch, and so does what reads them", { ignore: !await hasGit() }, async () => {
  await inTempDir(async (dir) => {
    const path = join(dir, "m.py");
    for (const before of [null, ...TEXTS]) {
      for (const after of TEXTS) {
        if (before === after) continue;
        const patch = await gitPatch("m.py", before, after);
        await Deno.writeTextFile(join(dir, "a.patch"), patch);
        if (before === null) await Deno.remove(path).catch(() => undefined);
        else await Deno.writeTextFile(path, before);
        await git(["apply", "a.patch"], dir);
        assertEquals(await Deno.readTextFile(path), after);
        assertEquals(applyPatch(before ?? "", patch), after);
        await git(["apply", "--reverse", "a.patch"], dir);
        assertEquals(await Deno.readTextFile(path).catch(() => null), before);
      }
    }
  });
});
