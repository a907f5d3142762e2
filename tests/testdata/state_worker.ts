// A second process for tests/catalogue: state_worker.ts drain|hold STATE COUNT
// drain: claims and confirms key-0 ... key-(COUNT-1) until none is left; saves each as a file beside the state.
// hold: claims COUNT keys, then waits to be killed. Both print what they claimed, one a line.
import { openState } from "../../lib/catalogue/state.ts";

const [job, path, amount] = Deno.args as [string, string, string];
const count = Number(amount);
const keys = Array.from({ length: count }, (_, i) => `key-${i}`);
const state = await openState(path, { knownKeys: null });
const claimNext = () => state.claim((taken) => keys.find((key) => !taken.has(key)) ?? null);
for (let i = 0; i < count; i++) {
  const key = await claimNext();
  if (key === null) break;
  console.log(key);
  if (job === "drain") await state.confirm(key, () => Deno.writeTextFile(`${path}.${key}.task`, key));
}
if (job === "hold") {
  console.log("holding");
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}
await state.close();
