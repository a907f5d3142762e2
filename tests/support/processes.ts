/** Ids of the processes of this machine (Linux) whose command line holds a text. */
export function processesWith(text: string): number[] {
  return [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter((pid) => {
    if (!Number.isInteger(pid) || pid === Deno.pid) return false;
    return readProc(`${pid}/cmdline`).includes(text);
  });
}

/** Ids of the processes (Linux) that a process started and that have not ended. */
export function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) =>
    readProc(`${pid}/task/${thread}/children`).split(" ").filter(Boolean)
  )
    .map(Number);
}

/** Ids of the processes (Linux) that a process started, and that these started. */
export function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Whether a process (Linux) is there and more than the remains of one. */
export function isAlive(pid: number): boolean {
  const stat = readProc(`${pid}/stat`);
  return stat !== "" && stat.slice(stat.lastIndexOf(")") + 2)[0] !== "Z";
}

/** Waits until a list of processes is empty; after ten seconds that is an error. */
export async function waitUntilGone(list: () => readonly number[]): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (list().length > 0) {
    if (performance.now() > deadline) throw new Error(`Processes are still there: ${list().join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function threadsOf(pid: number): string[] {
  try {
    return [...Deno.readDirSync(`/proc/${pid}/task`)].map(({ name }) => name);
  } catch {
    // It ended meanwhile.
    return [];
  }
}

function readProc(path: string): string {
  try {
    return Deno.readTextFileSync(`/proc/${path}`);
  } catch {
    // It ended meanwhile, or is another user's.
    return "";
  }
}
