import { EnvironmentError, messageOf } from "../core/errors.ts";
import { HarnessProcess, jobBase } from "./harness_process.ts";
import type { Interpreter } from "./interpreter.ts";
import { parseRecord } from "./parse_record.ts";
import { rungName, UNISOLATED } from "./rungs.ts";

/** A harness on the best rung that holds. */
export interface Climbed {
  readonly harness: HarnessProcess;
  readonly rung: number;
  /** Why the better rungs do not hold, "" if the first one did. */
  readonly refused: string;
}

/** Time for the attacks, far above what they take. */
const LIMIT_MS = 5_000;

/**
 * Starts a harness on the first of the rungs that this machine allows, and that withstands attacks made for real: what a
 * machine claims to have is not asked.
 *
 * @throws {EnvironmentError} where no rung holds, or Python does not come up.
 */
export async function climb(interpreter: Interpreter, rungs: readonly number[]): Promise<Climbed> {
  const refused: string[] = [];
  for (const rung of rungs) {
    const harness = await startOn(interpreter, rung);
    if (typeof harness === "string") {
      refused.push(harness);
      continue;
    }
    const reached = rung === UNISOLATED ? [] : await attack(harness);
    if (reached.length === 0) return { harness, rung, refused: refused.join("; ") };
    refused.push(`with ${rungName(rung)} foreign code still ${reached.join(" and ")}`);
    await harness.close();
  }
  throw new EnvironmentError(
    `Cannot isolate "${interpreter.path}": ${refused.join("; ") || "there is no way to on this system"}. ` +
      "Use another machine or container, or add --unsafe to run foreign code all the same",
  );
}

/** The harness, or why the rung cannot be taken. */
async function startOn(interpreter: Interpreter, rung: number): Promise<HarnessProcess | string> {
  try {
    return await HarnessProcess.start(interpreter, { hashSeed: 0, rung });
  } catch (error) {
    if (!(error instanceof EnvironmentError) || rung === UNISOLATED) throw error;
    return messageOf(error).replace(/^Cannot start ".*?": /, "");
  }
}

/** Which attacks reach their goal; what gives no answer counts as one. */
async function attack(harness: HarnessProcess): Promise<readonly string[]> {
  const folder = await Deno.makeTempDir({ prefix: "synthdebug-" });
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  try {
    const secret = `${folder}/secret`;
    await Deno.chmod(folder, 0o777);
    await Deno.writeTextFile(secret, "");
    const job = { ...jobBase("attacks", { limitMs: LIMIT_MS }), module: "attacks", code: "", tests: "" };
    const { port } = listener.addr as Deno.NetAddr;
    const reply = await harness.run({ ...job, secret, port, pid: Deno.pid });
    const fields = parseRecord(reply?.result ?? "");
    if (fields?.kind === "attacks" && fields.nonce === reply?.nonce && Array.isArray(fields.reached)) {
      return fields.reached.map(String);
    }
    return [`gives no answer (${reply?.lost ?? (reply?.output.trim() || "it died")})`];
  } finally {
    listener.close();
    await Deno.remove(folder, { recursive: true });
  }
}
