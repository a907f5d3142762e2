import type { AstNode } from "../core/ast.ts";
import { isNode, nameOf, scopeName } from "../core/ast.ts";
import type { Candidate } from "../core/candidate.ts";
import type { MutantOperator, Mutation, MutationSite } from "../core/operator.ts";
import { applyEdits, lineAt } from "../core/span_edit.ts";
import { OPERATORS } from "./operators/registry.ts";

/** Fields that hold no behaviour worth breaking. */
const SKIPPED_FIELDS = ["annotation", "returns", "decorator_list", "bases", "exception", "type_params"];
const SKIPPED_STATEMENTS = ["Import", "ImportFrom", "Raise", "Global", "Nonlocal"];
const SKIPPED_CALLS = ["print", "warn", "format", "isinstance", "NewType", "TypeVar", "namedtuple"];
const SKIPPED_FUNCTIONS = ["__repr__", "__str__", "__hash__"];

/**
 * All candidates that the operators make of a module, in the order of its text; none has the code of
 * another or of the healthy module.
 */
export function* mutateModule(
  source: string,
  tree: AstNode,
  operators: readonly MutantOperator[] = OPERATORS,
): Generator<Candidate> {
  yield* mutateNodes(source, livingNodes(tree, []), operators);
}

/** Part of a text, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The candidates of a module whose edits stand within a part of its text, as far as they are made of nodes that reach into
 * it: what an operator makes there of a node elsewhere is left out.
 */
export function* mutatePlace(source: string, tree: AstNode, place: Span): Generator<Candidate> {
  for (const candidate of mutateNodes(source, livingNodes(tree, [], place), OPERATORS)) {
    if (candidate.edits.every(({ start, end }) => start >= place.start && end <= place.end)) yield candidate;
  }
}

function* mutateNodes(
  source: string,
  nodes: Iterable<Pick<MutationSite, "node" | "ancestors">>,
  operators: readonly MutantOperator[],
): Generator<Candidate> {
  const seen = new Set([source]);
  for (const { node, ancestors } of nodes) {
    const site = { node, ancestors, source };
    for (const operator of operators) {
      for (const mutation of operator.mutate(site)) {
        const candidate = toCandidate(operator, mutation, site);
        if (seen.has(candidate.code)) continue;
        seen.add(candidate.code);
        yield candidate;
      }
    }
  }
}

function toCandidate(
  operator: MutantOperator,
  mutation: Mutation,
  { node, ancestors, source }: MutationSite,
): Candidate {
  const edits = [...mutation.edits].sort((a, b) => a.start - b.start);
  return {
    strategy: "operator",
    operator: operator.name,
    family: operator.family,
    edits,
    code: applyEdits(source, edits),
    function: scopeName([...ancestors, node]),
    line: lineAt(source, edits[0]!.start),
    description: mutation.description,
    rootCause: mutation.rootCause,
  };
}

/** A node and all below it that a bug may live in, with the way down from the root; those that reach into a place. */
function* livingNodes(
  node: AstNode,
  ancestors: readonly AstNode[],
  place: Span | null = null,
): Generator<{ node: AstNode; ancestors: readonly AstNode[] }> {
  // Some nodes have no place of their own.
  if (place !== null && node.start >= 0 && (node.end < place.start || node.start > place.end)) return;
  if (isLifeless(node, ancestors)) return;
  yield { node, ancestors };
  // Parts of an f-string have no place in the text.
  if (node.type === "JoinedStr") return;
  const below = [...ancestors, node];
  for (const [field, value] of Object.entries(node)) {
    if (SKIPPED_FIELDS.includes(field)) continue;
    const children = Array.isArray(value) ? value : [value];
    for (const child of children) {
      if (isNode(child)) yield* livingNodes(child, below, place);
    }
  }
}

function isLifeless(node: AstNode, ancestors: readonly AstNode[]): boolean {
  if (SKIPPED_STATEMENTS.includes(node.type)) return true;
  if (node.type === "FunctionDef") return SKIPPED_FUNCTIONS.includes(String(node.name));
  if (node.type === "Expr") return (node.value as AstNode).type === "Constant";
  if (node.type === "Call") return SKIPPED_CALLS.includes(nameOf(node.func as AstNode));
  if (node.type === "If") return isMainCheck(node);
  if (node.type !== "Assign") return false;
  return (node.targets as AstNode[]).some((target) => /^__\w+__$/.test(nameOf(target))) ||
    isEnumBody(ancestors.at(-1)!);
}

function isMainCheck(node: AstNode): boolean {
  const test = node.test as AstNode;
  return test.type === "Compare" && nameOf(test.left as AstNode) === "__name__";
}

function isEnumBody(parent: AstNode): boolean {
  return parent.type === "ClassDef" &&
    (parent.bases as AstNode[]).some((base) => /Enum$|Flag$/.test(nameOf(base)));
}
