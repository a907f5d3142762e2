import type { AskedModel } from "../llm/configuration.ts";
import { type PingAnswer, pingProvider } from "../llm/ping.ts";
import { type Access, filled, findAccess, type ReadVariable } from "../llm/provider_access.ts";
import { type Provider, PROVIDERS } from "../llm/providers.ts";

/** What is known of one provider; never a key's text. */
export interface ProviderReport {
  readonly prefix: string;
  readonly name: string;
  /** Whether a key or an address is set for it, or a model of it is asked for. */
  readonly configured: boolean;
  /** The model of it that would be asked; null where another provider's would. */
  readonly model: string | null;
  /** The environment variable that holds its key; null where none does. */
  readonly key_variable: string | null;
  /** Environment variables without which it cannot be asked, and which are not set. */
  readonly missing: readonly string[];
  readonly base_url: string | null;
  /** The flag or variable that holds the address; null for the provider's default. */
  readonly base_url_from: string | null;
  /** Why its address cannot be used; null where it can. */
  readonly problem: string | null;
  /** What it answered; null where it was not asked. */
  readonly ping: PingAnswer | null;
}

/** Whom to look at, and whether to ask. */
export interface ProviderQuestion {
  /** The model that would be asked. */
  readonly asked: AskedModel;
  readonly env: ReadVariable;
  /** Whether those that are configured are asked if they are there. */
  readonly ping: boolean;
  readonly signal: AbortSignal;
}

/** All providers of the table; with `ping`, those that are configured are asked at the same time. */
export function examineProviders(question: ProviderQuestion): Promise<readonly ProviderReport[]> {
  return Promise.all(PROVIDERS.map((provider) => examine(provider, question)));
}

/** Names and values for people: a row for each that is configured, one for all others. */
export function providerRows(providers: readonly ProviderReport[]): readonly [string, string][] {
  const others = providers.filter(({ configured }) => !configured).map(({ prefix }) => prefix);
  const rows = providers.filter(({ configured }) => configured)
    .map((each): [string, string] => ["provider", describe(each)]);
  return others.length === 0 ? rows : [...rows, ["others", `not configured: ${others.join(", ")}`]];
}

async function examine(
  provider: Provider,
  { asked, env, ping, signal }: ProviderQuestion,
): Promise<ProviderReport> {
  const isAsked = asked.provider === provider;
  const access = isAsked ? asked.access : findAccess(provider, env);
  const model = isAsked && (asked.from !== null || access.kind === "ready") ? asked.model : null;
  const configured = model !== null ||
    [...provider.keyVariables, ...provider.baseUrlVariables].some((name) => filled(env(name)) !== undefined);
  const target = ping && configured && access.kind === "ready" ? access : null;
  return {
    prefix: provider.prefix,
    name: provider.name,
    configured,
    model,
    ...describeAccess(access),
    ping: target && await pingProvider({ ...target, provider: provider.prefix, model }, { signal }),
  };
}

function describeAccess(
  access: Access,
): Pick<ProviderReport, "key_variable" | "missing" | "base_url" | "base_url_from" | "problem"> {
  const none = { key_variable: null, missing: [], base_url: null, base_url_from: null, problem: null };
  switch (access.kind) {
    case "unusable":
      return { ...none, problem: access.why };
    case "missing":
      return {
        ...none,
        key_variable: access.keyFrom,
        missing: access.variables,
        base_url: access.baseUrl,
        base_url_from: access.baseUrlFrom,
      };
    case "ready":
      return {
        ...none,
        key_variable: access.keyFrom,
        base_url: access.baseUrl,
        base_url_from: access.baseUrlFrom,
      };
  }
}

function describe(report: ProviderReport): string {
  const { prefix, model, missing, problem, ping } = report;
  const parts = problem === null
    ? [describeKey(report), ...missing.map((name) => `${name} is not set`), describeAddress(report)]
    : [problem];
  return [
    `${prefix}: ${parts.filter((part) => part !== "").join(", ")}`,
    ...model === null ? [] : [`asked for ${model}`],
    ...ping === null ? [] : [describePing(ping, model)],
  ].join("; ");
}

function describeKey({ key_variable, missing }: ProviderReport): string {
  if (key_variable !== null) return `${key_variable} is set`;
  // Whoever has an address and needs no key misses nothing.
  return missing.length > 0 ? "key missing" : "no key";
}

function describeAddress({ base_url, base_url_from }: ProviderReport): string {
  if (base_url === null) return "";
  return base_url_from === null ? base_url : `${base_url} (${base_url_from})`;
}

function describePing(ping: PingAnswer, model: string | null): string {
  switch (ping.kind) {
    case "answers":
      if (ping.note !== null) return `answers, but ${ping.note}`;
      if (ping.lists === null) return "answers";
      return ping.lists ? `answers and lists ${model}` : `answers, but does not list ${model}`;
    case "key_refused":
      return `refuses the key (${ping.why})`;
    case "no_such_address":
      return `answers, but has no list of models at this address (${ping.why})`;
    case "no_answer":
      return `does not answer (${ping.why})`;
  }
}
