import type { AstNode } from "../core/ast.ts";
import type { Rewriting } from "./rewriting.ts";
import { bodyOf, refuseLine, withoutDecorator } from "./source_text.ts";
import { freeName } from "./source_text.ts";

/** Most tests that one function may stand for. */
const MAX_CASES = 500;

/** One `parametrize` of a test: the parameters, where their values are, and how many there are. */
export interface Parametrized {
  readonly parameters: readonly string[];
  /** Whether each value is the parameter's own, and not a row of values. */
  readonly single: boolean;
  /** The name of the list of values. */
  readonly list: string;
  /** Whether that is an attribute of the test's class. */
  readonly inClass: boolean;
  /** For each value, how its test is called after the function: "1", "empty_list". */
  readonly suffixes: readonly string[];
}

/**
 * Takes a `parametrize` decorator away: the list of values stays where it is, under a name.
 *
 * @throws {UsageError} where the values cannot be counted in the text.
 */
export function takeParametrize(
  rewriting: Rewriting,
  decorator: AstNode,
  { test, inClass }: { test: AstNode; inClass: boolean },
): Parametrized {
  const { source } = rewriting;
  const refuse = (what: string) => refuseLine(source, decorator, `uses parametrize with ${what}`);
  const args = [...decorator.args as AstNode[]];
  const keywords = decorator.keywords as readonly AstNode[];
  const named = (name: string) => keywords.find(({ arg }) => arg === name)?.value as AstNode | undefined;
  const other = keywords.find(({ arg }) => !["argnames", "argvalues", "ids"].includes(String(arg)));
  if (other) refuse(`${other.arg ?? "**"}, which is not known here`);
  const [names, values, third] = [args[0] ?? named("argnames"), args[1] ?? named("argvalues"), args[2]];
  if (!names || !values || third) refuse("arguments that are not names and values");
  const parameters = parameterNames(names!) ?? refuse("names that are not written out");
  const single = parameters.length === 1 && names!.type === "Constant";
  const { items, list } = findList(rewriting, values!);
  if (items === null && rangeLength(values!) === null) {
    refuse("values that are not written out as a list, so that they could be counted");
  }
  const count = items?.length ?? rangeLength(values!)!;
  if (count === 0 || count > MAX_CASES) refuse(`${count} values: 1 to ${MAX_CASES} are possible`);
  const ids = idTexts(named("ids"));
  const suffixes = Array.from({ length: count }, (_, at) => {
    const own = items?.[at] ? takeParam(rewriting, items[at]!) : null;
    return slug(own ?? ids?.[at] ?? "") || `${at + 1}`;
  });
  const result = { parameters, single, inClass, suffixes };
  if (list !== null) {
    rewriting.edits.push(withoutDecorator(source, decorator));
    return { ...result, list, inClass: false };
  }
  const bare = String(test.name).replace(/^test_?/, "") || String(test.name);
  const name = freeName(rewriting.taken, `${bare.toUpperCase()}_CASES`);
  rewriting.replace(decorator.start - 1, values!.start, `${name} = `);
  rewriting.replace(values!.end, decorator.end, inClass ? "\n" : "\n\n");
  return { ...result, list: name };
}

function parameterNames(node: AstNode): string[] | null {
  if (node.type === "Constant" && node.kind === "str") {
    return String(node.value).split(",").map((name) => name.trim()).filter((name) => name !== "");
  }
  if (!/^(?:List|Tuple)$/.test(node.type)) return null;
  const items = node.elts as AstNode[];
  return items.every(({ kind }) => kind === "str") ? items.map(({ value }) => String(value)) : null;
}

/** The values as far as they stand in the text, and the name that the file gives them. */
function findList(
  { source }: Rewriting,
  values: AstNode,
): { items: readonly AstNode[] | null; list: string | null } {
  if (values.type !== "Name") return { items: itemsOf(values), list: null };
  const assigned = bodyOf(source.tree).filter((node) =>
    node.type === "Assign" && (node.targets as AstNode[]).some(({ id }) => id === values.id)
  );
  const items = assigned.length === 1 ? itemsOf(assigned[0]!.value as AstNode) : null;
  return { items, list: items === null ? null : String(values.id) };
}

function itemsOf(node: AstNode): readonly AstNode[] | null {
  if (!/^(?:List|Tuple)$/.test(node.type)) return null;
  const items = node.elts as readonly AstNode[];
  return items.some(({ type }) => type === "Starred") ? null : items;
}

function rangeLength(node: AstNode): number | null {
  const args = (node.args ?? []) as readonly AstNode[];
  if (node.type !== "Call" || (node.func as AstNode).id !== "range" || args.length > 2) return null;
  if (!args.every(({ kind }) => kind === "int")) return null;
  const [from, to] = args.length === 2 ? args : [null, args[0]];
  return Math.max(0, Number(to!.value) - Number(from?.value ?? 0));
}

/** Makes a row of `pytest.param(1, 2, id="x")`, and gives its id. */
function takeParam(rewriting: Rewriting, item: AstNode): string | null {
  if (item.type !== "Call" || rewriting.pytestName(item.func as AstNode) !== "param") return null;
  const func = item.func as AstNode;
  rewriting.settle(func);
  const keywords = item.keywords as readonly AstNode[];
  const other = keywords.find(({ arg }) => arg !== "id");
  if (other) refuseLine(rewriting.source, item, `uses pytest.param with ${other.arg}: only id is known`);
  const args = item.args as readonly AstNode[];
  rewriting.replace(func.start, func.end, "");
  if (args.length > 0) rewriting.replace(args.at(-1)!.end, item.end, ")");
  const id = keywords[0]?.value as AstNode | undefined;
  return id?.kind === "str" ? String(id.value) : null;
}

function idTexts(node: AstNode | undefined): (string | null)[] | null {
  if (!node || !/^(?:List|Tuple)$/.test(node.type)) return null;
  return (node.elts as AstNode[]).map(({ kind, value }) => kind === "str" ? String(value) : null);
}

/** A text as part of a Python name: "at 0 °C" is "at_0_c"; "" where nothing of it is left. */
export function slug(text: string): string {
  return text.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 60)
    .replace(/_+$/, "");
}
