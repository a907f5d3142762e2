import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isTarget } from "../names_in_scope.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
import { mostSimilar } from "../similar_names.ts";
import { isTwin } from "../surroundings.ts";

const KEY = /^(["'])([\w .+-]+)\1$/;

/** Looks up another entry of the same table: `limits["upper"]` for `limits["lower"]`. */
export const wrongKey: MutantOperator = {
  name: "wrong_key",
  family: "data",
  summary: "Looks up another key of the same dictionary.",
  example: {
    before: 'LIMITS = {"lower": 0.0, "upper": 1.0}\nstart = LIMITS["lower"]',
    after: 'LIMITS = {"lower": 0.0, "upper": 1.0}\nstart = LIMITS["upper"]',
  },
  mutate(site) {
    const { node, ancestors } = site;
    const table = tableOf(node);
    if (!table || isTarget(site)) return [];
    const [key, quoteMark, name] = KEY.exec(textOf(site, table.key)) ?? [];
    if (key === undefined) return [];
    const others = keysOf(nameOf(table.of), ancestors[0]!, site).filter((other) => other !== name);
    const other = mostSimilar(name!, others) ?? others[0];
    if (other === undefined) return [];
    const edits = [{ start: table.key.start, end: table.key.end, text: quoteMark + other + quoteMark }];
    const { was, now } = contrast(site, edits);
    if (isTwin(now.slice(1, -1), site)) return [];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} looks up ${now}; the entry that belongs here is ${was}.`,
          `${atPlace(site)}, the value comes from ${now} and has to come from ${was}.`,
        ],
        rootCause: [
          `Both keys are in ${
            quote(nameOf(table.of))
          }, so the lookup succeeds and gives the value of another entry.`,
          `The entries "${name}" and "${other}" of one table hold values of the same kind, and one key is quickly typed for the other.`,
        ],
      }),
    }];
  },
};

/** What an expression looks a key up in: `table[key]` or `table.get(key)`. */
function tableOf(node: AstNode): { of: AstNode; key: AstNode } | undefined {
  if (node.type === "Subscript") return { of: node.value as AstNode, key: node.slice as AstNode };
  const called = node.type === "Call" ? node.func as AstNode : undefined;
  const [key] = (called ? node.args : []) as AstNode[];
  const isLookup = called?.type === "Attribute" && called.attr === "get" && key !== undefined;
  return isLookup ? { of: called.value as AstNode, key: key! } : undefined;
}

/** The keys that a module gives or looks up in what has a name, in order, each once. */
function keysOf(name: string, module: AstNode, site: MutationSite): string[] {
  const keys = new Set<string>();
  if (name === "") return [];
  for (const { node } of walk(module)) {
    const isIt = nameOf(tableOf(node)?.of ?? module) === name;
    const found = isIt ? [tableOf(node)!.key] : keysGiven(node, name);
    for (const key of found) {
      const text = KEY.exec(textOf(site, key))?.[2];
      if (text !== undefined) keys.add(text);
    }
  }
  return [...keys];
}

function keysGiven(node: AstNode, name: string): AstNode[] {
  const value = node.value as AstNode | null | undefined;
  if (!/^(?:Assign|AnnAssign)$/.test(node.type) || value?.type !== "Dict") return [];
  const targets = (node.targets ?? [node.target]) as AstNode[];
  return targets.some((target) => nameOf(target) === name) ? (value.keys as AstNode[]).filter(Boolean) : [];
}
