import type { ChatMessage } from "../core/chat.ts";
import type { Rejection } from "../core/rejection.ts";
import type { Seed } from "../core/seed.ts";
import type { Focus, HeldScenarios } from "./held_scenarios.ts";

/** What new scenarios are asked for with. */
export interface ScenarioWish {
  /** How many. */
  readonly count: number;
  /** Where they belong. */
  readonly focus: Focus;
  /** What is there already. */
  readonly held: HeldScenarios;
  /** Why scenarios of the answer before were refused. */
  readonly refused: readonly Rejection[];
}

/** Most scenarios that a model is told of. */
const MAX_EXAMPLES = 200;

/** Most domains that a model is told of. */
const MAX_DOMAINS = 60;

/** Most refusals that a model is told of. */
const MAX_REFUSED = 20;

/** Longest part of a prompt that comes from one refusal, in characters. */
const MAX_DETAIL = 200;

/**
 * The question for new scenarios. Its length is bounded, however many there are already. What never changes
 * stands in the system message, so that providers can cache it.
 */
export function scenarioPrompt(wish: ScenarioWish): readonly ChatMessage[] {
  const { focus, held } = wish;
  const blocks = [
    `Invent ${wish.count} new ${wish.count === 1 ? "scenario" : "scenarios"}. ${placeOf(focus)}`,
    ...focus.domain === null ? [describeDomains(held)] : [],
    describeExamples(held.examples(focus, MAX_EXAMPLES), { focus, held }),
    describeRefusals(wish.refused),
    "Answer with the JSON list alone.",
  ];
  return [
    { role: "system", content: SYSTEM },
    { role: "user", content: blocks.filter((block) => block !== "").join("\n\n") },
  ];
}

function placeOf({ domain, topic }: Focus): string {
  if (domain === null) {
    return "Choose domain, topic and subtopic yourself; prefer fields that have few scenarios or none.";
  }
  if (topic === null) {
    return `All belong to the domain ${JSON.stringify(domain)}; choose topics within it, old or new.`;
  }
  return `All belong to the domain ${JSON.stringify(domain)} and its topic ${JSON.stringify(topic)}.`;
}

function describeDomains(held: HeldScenarios): string {
  const counts = held.domainCounts();
  if (counts.length === 0) return "";
  const rest = counts.slice(MAX_DOMAINS);
  const others = rest.reduce((sum, [, count]) => sum + count, 0);
  return [
    "Domains and how many scenarios each has:",
    ...counts.slice(0, MAX_DOMAINS).map(([domain, count]) => `${domain}: ${count}`),
    ...rest.length > 0 ? [`and ${rest.length} others: ${others}`] : [],
  ].join("\n");
}

function describeExamples(
  examples: readonly Seed[],
  { focus, held }: { focus: Focus; held: HeldScenarios },
): string {
  if (examples.length === 0) return "";
  const topics = Map.groupBy(examples, ({ domain, topic }) => `${domain} :: ${topic}`);
  const some = focus.domain === null && examples.length < held.size;
  return [
    `These are there already${some ? `, and ${held.size - examples.length} more` : ""}; give none of them ` +
    "in other words:",
    ...[...topics].map(([topic, seeds]) => `${topic} :: ${seeds.map(({ subtopic }) => subtopic).join("; ")}`),
  ].join("\n");
}

function describeRefusals(refused: readonly Rejection[]): string {
  if (refused.length === 0) return "";
  return [
    "Refused in your previous answer:",
    ...refused.slice(0, MAX_REFUSED).map(({ detail }) => `- ${detail.slice(0, MAX_DETAIL)}`),
  ].join("\n");
}

const SYSTEM = `You plan a collection of small scientific Python modules. Each scenario of it names one
module that is later written together with its unit tests. It has three parts:

- domain: a field of science or engineering, such as "Optics".
- topic: a part of the field, such as "Thin Films and Coatings".
- subtopic: the equations or the algorithm that the module implements, such as "Transfer-Matrix Reflectance of
  a Layer Stack". It names something definite that experts know, not a whole area, a data set or a tool.

A good scenario
- can be written with Python's standard library in 80 to 150 lines, as five or more functions with branches,
  loops and boundaries that matter;
- is deterministic: no randomness, files, network or clock;
- has results for its tests that can be worked out by hand, in closed form, or from limits and conservation
  laws;
- differs from every other scenario in what is computed, not merely in words, names or parameters.

Names are English, in title case, at most 80 characters long, plain ASCII where that is possible, without
"::".

Answer with ONE JSON list of objects and nothing else:
[{"domain": "...", "topic": "...", "subtopic": "..."}]`;
