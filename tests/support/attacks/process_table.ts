/** What /proc tells of one process. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Such as "S" or "Z". */
  readonly state: string;
  readonly uid: number;
  /** Mask of the signals that it blocks, in hexadecimal, without leading zeros. */
  readonly blocked: string;
  /** Whether it holds no capability. */
  readonly powerless: boolean;
  /** Whether its system calls go through a filter. */
  readonly filtered: boolean;
}

/** All processes of this machine (Linux). */
export function readProcessTable(): readonly ProcessEntry[] {
  return [...Deno.readDirSync("/proc")].flatMap(({ name }) => {
    const status = /^\d+$/.test(name) ? readProc(`${name}/status`) : "";
    const field = (key: string) => new RegExp(`^${key}:\\s+(\\S+)`, "m").exec(status)?.[1];
    if (status === "") return [];
    return [{
      pid: Number(name),
      parent: Number(field("PPid")),
      state: field("State") ?? "?",
      uid: Number(field("Uid")),
      blocked: (field("SigBlk") ?? "").replace(/^0+/, ""),
      powerless: /^0+$/.test(field("CapEff") ?? "") && /^0+$/.test(field("CapPrm") ?? ""),
      filtered: field("Seccomp") === "2",
    }];
  });
}

/** The processes that descend from one, without itself. */
export function descendantsOf(pid: number, table: readonly ProcessEntry[]): readonly ProcessEntry[] {
  return table.filter(({ parent }) => parent === pid).flatMap((
    child,
  ) => [child, ...descendantsOf(child.pid, table)]);
}

/** A file below /proc; "" where it cannot be read. */
export function readProc(path: string): string {
  try {
    return Deno.readTextFileSync(`/proc/${path}`);
  } catch {
    // It ended meanwhile, or is another user's.
    return "";
  }
}

/** The names in a folder below /proc; none where it cannot be read. */
export function listProc(path: string): readonly string[] {
  try {
    return [...Deno.readDirSync(`/proc/${path}`)].map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Which namespace a process is in, such as "net:[4026531840]"; "" where that cannot be told. */
export function namespaceOf(pid: number, kind: "net" | "pid"): string {
  try {
    return Deno.readLinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return "";
  }
}
