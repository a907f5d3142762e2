import type { AstNode } from "../../core/ast.ts";
import { nameOf, walk } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { namesIn } from "../surroundings.ts";
import { chooseWords } from "../choose_words.ts";
import { bindingOf } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";

const PRODUCT_BINDING = 12;
const CONTAINER = /^(?:List|Dict|Set|ListComp|DictComp|SetComp)$/;

/** Fills a table with one and the same row: `[[0.0] * n] * m` for `[[0.0] * n for _ in range(m)]`. */
export const rowsAliased: MutantOperator = {
  name: "rows_aliased",
  family: "data",
  summary: "Fills a list or dictionary with one list many times instead of many lists.",
  example: {
    before: "grid = [[0.0] * n for _ in range(m)]\ngrid[0][0] = 1.0",
    after: "grid = [[0.0] * n] * m\ngrid[0][0] = 1.0",
  },
  mutate(site) {
    const { node, ancestors } = site;
    const parent = ancestors.at(-1);
    if (!parent || !/^(?:Assign|AnnAssign)$/.test(parent.type) || parent.value !== node) return [];
    const target = (parent.targets as AstNode[] | undefined)?.[0] ?? parent.target as AstNode;
    const text = repeated(site);
    if (text === undefined || !changesEntry(nameOf(target), site)) return [];
    const edits = [{ start: node.start, end: node.end, text }];
    const { was, now } = contrast(site, edits);
    const name = quote(textOf(site, target));
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${
            placeOf(site)
          } fills ${name} with one and the same object by ${now}, where ${was} makes a new one for each entry.`,
          `${
            atPlace(site)
          }, all entries of ${name} are a single object with ${now}, and ${was} is needed to keep them apart.`,
        ],
        rootCause: [
          `What is then written to one entry of ${name} shows up in all of them.`,
          `The short form looks the same when ${name} is printed, and only a change of one entry shows that the others go with it.`,
        ],
      }),
    }];
  },
};

/** The short form of a comprehension that makes a new container for each item. */
function repeated(site: MutationSite): string | undefined {
  const { node } = site;
  const [loop, ...more] = (node.generators ?? []) as AstNode[];
  if (!loop || more.length > 0 || (loop.ifs as AstNode[]).length > 0 || textOf(site).includes("#")) {
    return undefined;
  }
  const items = loop.iter as AstNode;
  const entry = (node.type === "DictComp" ? node.value : node.elt) as AstNode;
  const variable = nameOf(loop.target as AstNode);
  if (variable === "" || !isNew(entry) || namesIn(entry).includes(variable)) return undefined;
  if (node.type === "DictComp") {
    if (nameOf(node.key as AstNode) !== variable) return undefined;
    return `dict.fromkeys(${textOf(site, items)}, ${textOf(site, entry)})`;
  }
  const [count, ...others] = (items.type === "Call" ? items.args : []) as AstNode[];
  const isRange = items.type === "Call" && nameOf(items.func as AstNode) === "range";
  if (node.type !== "ListComp" || !isRange || !count || others.length > 0) return undefined;
  const times = bindingOf(count) > PRODUCT_BINDING ? textOf(site, count) : `(${textOf(site, count)})`;
  return `[${textOf(site, entry)}] * ${times}`;
}

function isNew(entry: AstNode): boolean {
  if (entry.type === "BinOp") return isNew(entry.left as AstNode) || isNew(entry.right as AstNode);
  const isMade = entry.type === "Call" && ["list", "dict", "set"].includes(nameOf(entry.func as AstNode));
  return isMade || CONTAINER.test(entry.type);
}

/** Whether the module writes into an entry of what has a name: `name[i][j] = x` or `name[i].append(x)`. */
function changesEntry(name: string, { ancestors }: MutationSite): boolean {
  const isEntry = (node: unknown) => {
    const entry = node as AstNode | undefined;
    return entry?.type === "Subscript" && nameOf(entry.value as AstNode) === name;
  };
  return name !== "" && [...walk(ancestors[0]!)].some(({ node }) => {
    if (node.type === "Call") return isEntry((node.func as AstNode).value);
    if (!/Assign$/.test(node.type)) return false;
    const targets = (node.targets ?? [node.target]) as AstNode[];
    return targets.some((target) => target.type === "Subscript" && isEntry(target.value));
  });
}
