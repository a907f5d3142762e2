// A small data set from a catalogue of your own, with a state that a further run goes on from, proved again at the end.
// deno run -A examples/batch_with_own_catalogue.ts
import {
  auditTask,
  catalogueSource,
  offlineAuthor,
  openState,
  parseCatalogue,
  PythonPool,
  runBatch,
  seedKey,
  STRATEGIES,
  TaskMaker,
} from "../mod.ts";

// Three shapes are taken; this is {domain: {topic: [subtopic]}}. The offline author knows its library only; with
// modelAuthor(modelChat({ model, apiKey })) in its place, any scenario will do.
const { seeds } = parseCatalogue(
  JSON.stringify({
    "Operations Research": { "Inventory Theory": ["Economic Order Quantity with Quantity Discounts"] },
    "Computational Neuroscience": { "Spiking Neurons": ["Leaky Integrate-and-Fire with Refractory Period"] },
  }),
  "my own",
);
const author = offlineAuthor();
const never = new AbortController().signal;

await using python = await PythonPool.open();
const state = await openState("state.json", { knownKeys: new Set(seeds.map(seedKey)) });

const summary = await runBatch({
  count: 3,
  source: catalogueSource(seeds, Infinity), // the third task is another bug of the first scenario
  concurrency: 2,
  retries: 1,
  maker: new TaskMaker({ author, python, strategies: STRATEGIES, maxAttempts: 1, signal: never }),
  state,
  save: async (payload) => {
    const path = `${payload.module_name}_${payload.id}.json`;
    await Deno.writeTextFile(path, JSON.stringify(payload, null, 2));
    return path;
  },
  draining: never,
  signal: never,
});
await state.close();
if (summary.failure !== null) throw summary.failure;

for (const path of summary.files) {
  const { problems, failing } = await auditTask(await Deno.readTextFile(path), { python, skipBuggy: false });
  console.log(
    `${path}: ${problems.length === 0 ? `holds, ${failing?.length} tests fail` : problems.join("; ")}`,
  );
}
console.log(`${summary.made} of ${summary.wanted} made`);
