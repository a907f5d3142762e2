/**
 * A process that adds to files which others add to at the same time: `growth_worker.ts catalogue|modules PATH NAME COUNT`.
 * It says "ready", waits for a line, and then says what it added.
 *
 * @module
 */
import { CatalogueFile } from "../../lib/catalogue/catalogue_file.ts";
import { openModuleIndex } from "../../lib/catalogue/module_index.ts";

const [what, path, name, count] = Deno.args as [string, string, string, string];

async function growCatalogue(): Promise<void> {
  const file = await CatalogueFile.open({ source: "nothing", output: path });
  for (let n = 0; n < Number(count); n++) {
    const growth = await file.add([
      { domain: "Shared", topic: "All", subtopic: `Common ${n}` },
      { domain: "Own", topic: name, subtopic: `${name} ${n}` },
    ]);
    for (const { subtopic } of growth.added) console.log(subtopic);
  }
}

function growModules(): void {
  const index = openModuleIndex(path);
  for (let n = 0; n < Number(count); n++) {
    const code = Array.from({ length: 30 }, (_, at) => `x = f(${n} * ${at}, "${name}")`).join("\n");
    index.add({ key: `${name}::t::${n}`, moduleName: name, summary: `${name} ${n}`, code });
    console.log(n);
  }
}

console.log("ready");
await Deno.stdin.read(new Uint8Array(1));
if (what === "catalogue") await growCatalogue();
else growModules();
