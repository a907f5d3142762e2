import { PERMISSION_FLAGS } from "./program_flags.ts";
import stub from "./stub.sh" with { type: "text" };

/** What a self-extracting program consists of. */
export interface Parts {
  /** The `deno` that runs it. */
  readonly runtime: Uint8Array<ArrayBuffer>;
  /** The whole program as one JavaScript module. */
  readonly app: Uint8Array<ArrayBuffer>;
}

/**
 * Makes one file that is a program: a shell script, then runtime and app, each compressed. Its first start unpacks them
 * into the user's cache. The same parts make the same bytes.
 */
export async function buildSelfExtracting({ runtime, app }: Parts): Promise<Uint8Array<ArrayBuffer>> {
  const [packedRuntime, packedApp] = await Promise.all([compress(runtime), compress(app)]);
  const head = fillStub({
    RUNTIME_KEY: await keyOf(runtime),
    RUNTIME_PACKED: packedRuntime.length,
    RUNTIME_SIZE: runtime.length,
    APP_KEY: await keyOf(app),
    APP_PACKED: packedApp.length,
    APP_SIZE: app.length,
    FLAGS: PERMISSION_FLAGS.join(" "),
  });
  return await new Blob([head, packedRuntime, packedApp]).bytes();
}

type Values = Readonly<Record<string, string | number>> & {
  readonly RUNTIME_PACKED: number;
  readonly APP_PACKED: number;
};

/** The script with its values. Where the parts begin depends on its own length, digits of that number included. */
function fillStub(values: Values): string {
  let length = stub.length;
  while (true) {
    const text = fill({
      ...values,
      RUNTIME_AT: length + 1,
      APP_AT: length + values.RUNTIME_PACKED + 1,
      FILE_SIZE: length + values.RUNTIME_PACKED + values.APP_PACKED,
    });
    if (text.length === length) return text;
    length = text.length;
  }
}

function fill(values: Readonly<Record<string, string | number>>): string {
  return stub.replace(/@([A-Z_]+)@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`Cannot fill "@${name}@": the stub's value is not known`);
    return String(value);
  });
}

async function compress(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return await new Response(stream).bytes();
}

async function keyOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex().slice(0, 32);
}
