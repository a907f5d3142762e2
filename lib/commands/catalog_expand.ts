import { CatalogueFile, type CatalogueFileOptions } from "../catalogue/catalogue_file.ts";
import { partProblem } from "../catalogue/catalogue.ts";
import { expandCatalogue, type Expansion } from "../catalogue/expand_catalogue.ts";
import type { Focus, HeldScenarios } from "../catalogue/held_scenarios.ts";
import { UsageError } from "../core/errors.ts";
import { seedKey } from "../core/seed.ts";
import { GROWN, NEW_COUNT, TOPIC } from "./catalog_flags.ts";
import type { CommandContext, FlagValues } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";
import { openChat } from "./open_model.ts";
import { printable } from "./printable.ts";
import { CATALOG, DOMAIN, JSON_OUTPUT, MAX_ATTEMPTS, QUIET } from "./shared_flags.ts";

/** Most refusals that are told one by one. */
const MAX_SHOWN = 20;

/**
 * `synthdebug catalog expand`: asks the model for new scenarios, and prints those that the catalogue's file
 * now has. Gives 1 where fewer came than were wanted.
 *
 * @throws {UsageError} where no model is configured, or the file is no catalogue or cannot be written.
 * @throws {ProviderError} and others of `Chat.ask()`; what came before is kept and printed.
 */
export async function catalogExpand(flags: FlagValues, context: CommandContext): Promise<number> {
  const files = filesOf(flags);
  const asked = { domain: readName(flags, DOMAIN), topic: readName(flags, TOPIC) };
  const { chat, describe } = await openChat(flags, context);
  const catalogue = await CatalogueFile.open(files);
  const focus = findFocus(asked, catalogue.held);
  const note = (line: string) => flags.get(QUIET) || context.stderr(`${printable(line)}\n`);
  const domains = catalogue.held.domainCounts().map(([domain]) => domain);
  if (focus.domain !== null && !domains.includes(focus.domain) && domains.length > 0) {
    const hint = didYouMean(focus.domain, domains);
    note(`The catalogue has no domain "${focus.domain}": it becomes a new one${hint}`);
  }
  const count = flags.get(NEW_COUNT);
  const expansion = await expandCatalogue(chat, catalogue, {
    count,
    focus,
    maxAttempts: flags.get(MAX_ATTEMPTS),
    signal: context.signal,
  });
  const { added, failure } = expansion;
  for (const line of describeRefused(expansion)) note(line);
  note(`${added.length} of ${count} scenarios added to "${files.output}"`);
  if (!flags.get(QUIET)) context.stderr(describe());
  await context.stdout(
    flags.get(JSON_OUTPUT)
      ? JSON.stringify(toJson(expansion, { count, file: files.output }), null, 2) + "\n"
      : added.map((seed) => `${seedKey(seed)}\n`).join(""),
  );
  if (failure !== null) throw failure;
  return added.length < count ? 1 : 0;
}

function filesOf(flags: FlagValues): CatalogueFileOptions {
  const [catalog, grown] = [flags.get(CATALOG), flags.get(GROWN)];
  if (catalog === "none") {
    if (grown === null) throw new UsageError('Cannot expand "none": name the new catalogue with --output');
    return { source: "nothing", output: grown };
  }
  const output = grown ?? catalog;
  if (output !== null) return { source: { file: catalog }, output };
  throw new UsageError(
    "Cannot expand the built-in catalogue: it cannot be changed; " +
      "name a copy with --output, or your own with --catalog",
  );
}

function readName(flags: FlagValues, flag: typeof DOMAIN | typeof TOPIC): string | null {
  const name = flags.get(flag)?.trim() ?? null;
  const problem = name === null ? null : partProblem(name);
  if (problem === null) return name;
  throw new UsageError(`Cannot use "--${flag.name}": ${JSON.stringify(name)} is a name ${problem}`);
}

/** Domain and topic as the catalogue spells them; a topic alone must be of one domain. */
function findFocus(asked: Focus, held: HeldScenarios): Focus {
  if (asked.topic === null) {
    return asked.domain === null ? asked : { ...asked, domain: held.respell(seedOf(asked)).domain };
  }
  if (asked.domain === null) {
    const domains = held.domainsOf(asked.topic);
    if (domains.length !== 1) {
      const state = domains.length === 0 ? "no domain has it" : `${domains.join(" and ")} have it`;
      throw new UsageError(`Cannot use "--topic" without --domain: ${state}`);
    }
    return findFocus({ ...asked, domain: domains[0]! }, held);
  }
  const { domain, topic } = held.respell(seedOf(asked));
  return { domain, topic };
}

function seedOf({ domain, topic }: Focus) {
  return { domain: domain ?? "", topic: topic ?? "", subtopic: "" };
}

function describeRefused({ refused }: Expansion): string[] {
  if (refused.length === 0) return [];
  const counts = [...Map.groupBy(refused, ({ reason }) => reason)]
    .map(([reason, all]) => `${all.length} ${reason}`);
  const more = refused.length - MAX_SHOWN;
  return [
    ...refused.slice(0, MAX_SHOWN).map(({ reason, detail }) => `refused (${reason}): ${detail}`),
    ...more > 0 ? [`and ${more} more refused`] : [],
    `refused: ${counts.join(", ")}`,
  ];
}

function toJson({ added, refused, usage }: Expansion, { count, file }: { count: number; file: string }) {
  return {
    file,
    wanted: count,
    added,
    refused,
    requests: usage.requests,
    tokens: { prompt: usage.promptTokens, completion: usage.completionTokens },
    cost_usd: usage.costUsd,
  };
}
