import { type AstNode, isNode, nameOf, walk } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import { assignedNames, blocksOf } from "./names_in_scope.ts";
import { numberOf } from "./numbers.ts";
import { textOf } from "./phrases.ts";
import { raisedError } from "./raised_error.ts";
import { isGuard } from "./surroundings.ts";

const SIMPLE = /^(?:Assign|AnnAssign|AugAssign|Expr|Return)$/;
const MAY_NOT_RUN = /^(?:Lambda|IfExp|ListComp|SetComp|DictComp|GeneratorExp|BoolOp)$/;
const LOGARITHMS = ["log", "log2", "log10"];

/**
 * Whether Python itself raises the ValueError of a check that is left out: `min()` of nothing, the logarithm of zero,
 * `x, y = p` of another size. Then no caller can tell. The check is the condition of an `if ...: raise`, or one of those
 * that an `or` joins in it.
 */
export function isRefusedAnyway(check: AstNode, site: MutationSite): boolean {
  const way = [...site.ancestors, site.node];
  const guard = way.findLast((node) => node.type === "If" && isGuard(node));
  const error = guard && raisedError((guard.body as AstNode[])[0]!);
  if (!guard || !error || nameOf(error) !== "ValueError") return false;
  const code = codeAfter(check, guard, way[way.indexOf(guard) - 1]);
  const { operand, op, ops, comparators } = check;
  if (check.type === "UnaryOp" && (op as AstNode).type === "Not") {
    return code.some((part) => refusesEmpty(textOf(site, operand as AstNode), part, site));
  }
  if (check.type !== "Compare" || (ops as AstNode[]).length > 1) return false;
  const [left, kind] = [check.left as AstNode, (ops as AstNode[])[0]!.type];
  const bound = numberOf((comparators as AstNode[])[0]!, site.source)?.value;
  if (bound === 0 && (kind === "Eq" || kind === "LtE")) {
    return code.some((part) => takesLogarithm(textOf(site, left), part, site));
  }
  const [sized] = (kind === "NotEq" && left.type === "Call" ? left.args : []) as AstNode[];
  return sized !== undefined && nameOf(left.func as AstNode) === "len" &&
    code.some((part) => unpacks(textOf(site, sized), bound, part, site));
}

/** What surely runs where a check lets input pass: the later conditions of its `or`, and the statements below it, past more checks. */
function codeAfter(check: AstNode, guard: AstNode, holder: AstNode | undefined): AstNode[] {
  const test = guard.test as AstNode;
  const isJoined = test.type === "BoolOp" && (test.op as AstNode).type === "Or";
  const conditions = isJoined ? test.values as AstNode[] : [test];
  if (!conditions.includes(check)) return [];
  const code = [...conditions.slice(conditions.indexOf(check) + 1)];
  const block = holder && blocksOf(holder).find((statements) => statements.includes(guard)) || [];
  for (const statement of block.slice(block.indexOf(guard) + 1)) {
    if (isGuard(statement)) continue;
    if (!SIMPLE.test(statement.type)) break;
    code.push(statement);
    if (assignedNames(statement).length > 0 && assignedNames(statement).some((name) => names(check, name))) {
      break;
    }
  }
  return code;
}

function names(check: AstNode, name: string): boolean {
  return [...walk(check)].some(({ node }) => node.type === "Name" && node.id === name);
}

/** The calls below a node that run whenever it does, of the functions that have a name. */
function callsIn(part: AstNode, functions: readonly string[]): AstNode[] {
  return [...walk(part)].filter(({ node, ancestors }) =>
    node.type === "Call" && functions.includes(nameOf(node.func as AstNode)) &&
    !ancestors.some(({ type }) => MAY_NOT_RUN.test(type))
  ).map(({ node }) => node);
}

function refusesEmpty(items: string, part: AstNode, site: MutationSite): boolean {
  return callsIn(part, ["min", "max"]).some(({ args, keywords }) => {
    const [arg, ...more] = args as AstNode[];
    if (!arg || more.length > 0 || (keywords as AstNode[]).some((keyword) => keyword.arg === "default")) {
      return false;
    }
    const [loop] = (arg.generators ?? []) as AstNode[];
    const from = textOf(site, isNode(loop?.iter) ? loop.iter : arg);
    return from === items || from === `${items}.values()`;
  });
}

function takesLogarithm(value: string, part: AstNode, site: MutationSite): boolean {
  return callsIn(part, LOGARITHMS).some(({ args }) =>
    factorsOf((args as AstNode[])[0]!, site).includes(value)
  );
}

/** The factors of a product, without what it is divided by. */
function factorsOf(node: AstNode, site: MutationSite): string[] {
  const op = node.type === "BinOp" ? (node.op as AstNode).type : "";
  const left = () => factorsOf(node.left as AstNode, site);
  if (op === "Div") return left();
  return op === "Mult" ? [...left(), ...factorsOf(node.right as AstNode, site)] : [textOf(site, node)];
}

function unpacks(items: string, size: number | undefined, part: AstNode, site: MutationSite): boolean {
  const target = part.type === "Assign" ? (part.targets as AstNode[])[0]! : undefined;
  if (target?.type !== "Tuple" || textOf(site, part.value as AstNode) !== items) return false;
  const parts = target.elts as AstNode[];
  return parts.length === size && parts.every(({ type }) => type !== "Starred");
}
