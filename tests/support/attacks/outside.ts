import { join } from "@std/path";
import { Victim } from "./victim.ts";

/** The world that an attack must neither reach nor change: files, sockets, a process; see {@linkcode openOutside}. */
export interface Outside extends AsyncDisposable {
  /** Occurs in whatever an attack makes and may leave. */
  readonly marker: string;
  /** A folder for what the runner itself wants to keep out of the way. */
  readonly workFolder: string;
  readonly victim: Victim;
  /** A source with its placeholders filled in. */
  fill(source: string): string;
  /** Makes the files anew. */
  reset(): void;
  /** What is not as it was after {@linkcode reset}, and what has reached the victim; each in one line. */
  changes(): Promise<readonly string[]>;
}

/** Where a shared disk lies that no isolation covers with an empty folder by the way. */
const DISK = "/var/tmp";
/** Folders of the machine where an attack may try to leave something. */
const SHARED_FOLDERS = ["/tmp", "/dev/shm", DISK, "/run", "/"];

/** Opens the outside for attacks by `python` on this program, whose harness has that process id. */
export async function openOutside(python: string, harnessPid: () => number): Promise<Outside> {
  const stage = Deno.makeTempDirSync({ dir: DISK, prefix: "attacks-" });
  const marker = `attack-${Deno.pid}-${crypto.randomUUID().slice(0, 8)}`;
  const secret = `secret-${crypto.randomUUID()}`;
  const ipcKey = 0x5d000000 + Math.floor(Math.random() * 0xffffff);
  const folder = join(stage, "outside");
  const workFolder = join(stage, "work");
  const sockets = join(stage, "sockets");
  for (const path of [stage, workFolder, sockets]) {
    Deno.mkdirSync(path, { recursive: true });
    Deno.chmodSync(path, 0o777);
  }
  // Not the marker itself: what bears that was left by an attack.
  const abstract = `victim-${crypto.randomUUID()}`;
  const victim = await Victim.start(python, { folder: sockets, abstract, secret });
  const values: Record<string, () => string | number> = {
    ABSTRACT: () => abstract,
    HARNESS_PID: harnessPid,
    HOME_DIR: () => Deno.env.get("HOME") ?? "/",
    IPC_KEY: () => ipcKey,
    MARKER: () => marker,
    OUTSIDE_DIR: () => folder,
    OUTSIDE_FILE: () => join(folder, "precious.txt"),
    PARENT_PID: () => Deno.pid,
    PORT: () => victim.addresses.port,
    PORT6: () => victim.addresses.port6,
    SECRET_FILE: () => join(folder, "secret.txt"),
    UDP_PORT: () => victim.addresses.udp_port,
    UNIX_PACKET: () => join(sockets, "packet.sock"),
    UNIX_STREAM: () => join(sockets, "stream.sock"),
    VICTIM_ADDRESS: () => victim.addresses.address,
    VICTIM_LENGTH: () => victim.addresses.length,
    VICTIM_PID: () => victim.pid,
  };
  let before: readonly string[] = [];
  return {
    marker,
    workFolder,
    victim,
    fill(source) {
      return source.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
        const value = values[name];
        if (value === undefined) {
          throw new TypeError(`Cannot fill in "${name}": there is no such placeholder`);
        }
        return String(value());
      });
    },
    reset() {
      removeAll(folder);
      makeFiles(folder, secret);
      before = describeFolder(folder);
    },
    async changes() {
      const after = describeFolder(folder);
      const left = leftIn(SHARED_FOLDERS, marker);
      // Each attack answers for itself, and the machine is left as it was.
      left.forEach(removeAll);
      return [
        ...before.filter((line) => !after.includes(line)).map((line) => `outside is no more: ${line}`),
        ...after.filter((line) => !before.includes(line)).map((line) => `outside is new: ${line}`),
        ...left.map((path) => `it left ${path}`),
        ...(await victim.events()).map((event) => `the victim saw ${event}`),
      ];
    },
    async [Symbol.asyncDispose]() {
      await victim[Symbol.asyncDispose]();
      removeAll(stage);
    },
  };
}

function makeFiles(folder: string, secret: string): void {
  Deno.mkdirSync(join(folder, "folder"), { recursive: true });
  const texts = { "secret.txt": secret, "precious.txt": "precious", "planted.py": `SECRET = "${secret}"\n` };
  for (const [name, text] of Object.entries(texts)) {
    Deno.writeTextFileSync(join(folder, name), text);
    // Free for all: it must be isolation that keeps an attack away, not the owner of a file.
    Deno.chmodSync(join(folder, name), 0o666);
  }
  Deno.symlinkSync("precious.txt", join(folder, "link"));
  Deno.chmodSync(folder, 0o777);
  Deno.chmodSync(join(folder, "folder"), 0o777);
}

/** What can be seen of a folder, a line for each entry; without the times of folders, which looking may change. */
function describeFolder(folder: string): readonly string[] {
  const entries = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return [".", ...entries].map((name) => {
    const { mode, uid, gid, size, nlink, mtime, isFile, isDirectory } = Deno.lstatSync(join(folder, name));
    const text = isFile ? JSON.stringify(Deno.readTextFileSync(join(folder, name)).slice(0, 100)) : "";
    const own = isDirectory ? "" : ` ${size} ${mtime?.getTime()}`;
    return `${name} ${mode?.toString(8)} ${uid}:${gid} ${nlink}${own} ${text}`.trim();
  });
}

function leftIn(folders: readonly string[], marker: string): readonly string[] {
  return folders.filter(isFolder).flatMap((folder) =>
    [...Deno.readDirSync(folder)].filter(({ name }) => name.includes(marker)).map(({ name }) =>
      join(folder, name)
    )
  );
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function removeAll(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
