import { fromFileUrl } from "@std/path";
import { TextLineReader } from "./text_line_reader.ts";

const SCRIPT = fromFileUrl(new URL("../../testdata/attacks/victim.py", import.meta.url));

/** What an attack may be after; see tests/testdata/attacks/victim.py. */
export interface VictimAddresses {
  readonly port: number;
  readonly port6: number;
  readonly udp_port: number;
  /** Where its memory holds the secret. */
  readonly address: number;
  readonly length: number;
}

/** A process outside of all isolation that attacks are after; it tells what reaches it. */
export class Victim implements AsyncDisposable {
  readonly addresses: VictimAddresses;
  readonly pid: number;
  #child: Deno.ChildProcess;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #lines: TextLineReader;
  #secret: string;

  private constructor(
    parts: { child: Deno.ChildProcess; lines: TextLineReader; secret: string },
    addresses: VictimAddresses,
  ) {
    this.#child = parts.child;
    this.#lines = parts.lines;
    this.#secret = parts.secret;
    this.#writer = parts.child.stdin.getWriter();
    this.pid = parts.child.pid;
    this.addresses = addresses;
  }

  /** Starts it, with its sockets in `folder` and at the abstract name. */
  static async start(
    python: string,
    { folder, abstract, secret }: { folder: string; abstract: string; secret: string },
  ): Promise<Victim> {
    const child = new Deno.Command(python, {
      args: ["-S", "-B", SCRIPT, folder, abstract, secret],
      clearEnv: true,
      env: { SECRET: secret },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const lines = new TextLineReader(child.stdout);
    const addresses = JSON.parse(await lines.next()) as VictimAddresses;
    return new Victim({ child, lines, secret }, addresses);
  }

  /** What has happened to it since it was last asked; its end or a stop is told too. */
  async events(): Promise<readonly string[]> {
    const state = /^State:\s+(\w)/m.exec(Deno.readTextFileSync(`/proc/${this.pid}/status`))?.[1] ?? "gone";
    if (!"RSD".includes(state)) return [`its state is ${state}`];
    await this.#writer.write(new TextEncoder().encode("\n"));
    return JSON.parse(await this.#lines.next()) as string[];
  }

  /** Whether a text gives its secret away. */
  isSecretIn(text: string): boolean {
    return text.includes(this.#secret);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close().catch(() => undefined);
    await this.#lines.finish();
    await this.#child.status;
  }
}
