import { isNode } from "../../core/ast.ts";
import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { parametersOf } from "../names_in_scope.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

const ROOT_CAUSES: Record<string, string> = {
  sqrt: "The square root was forgotten: a squared quantity is used in place of the quantity.",
  log: "The logarithm was forgotten: the value is used on a linear scale.",
  log10: "The logarithm was forgotten: the value is used on a linear scale.",
  exp: "The exponential was forgotten: the value is left on a logarithmic scale.",
  floor: "The result must be a whole number, and the fraction is kept.",
  ceil: "The result must be a whole number, and the fraction is kept.",
};
const STEP_DROPPED = "A step of the computation is skipped: the value is used as it was before.";
const ANGLE_OR_SCALE = /^(?:math\.)?(\w+)$/;

/** Forgets a root, a logarithm or the like: `x` for `math.sqrt(x)`. */
export const wrapperDropped: MutantOperator = {
  name: "wrapper_dropped",
  family: "numerics",
  summary: "Drops a call round its only argument.",
  example: { before: "speed = math.sqrt(2.0 * g * h)", after: "speed = 2.0 * g * h" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || (node.keywords as AstNode[]).length > 0) return [];
    const [argument, ...more] = node.args as AstNode[];
    const name = ANGLE_OR_SCALE.exec(textOf(site, node.func as AstNode))?.[1] ?? "";
    const rootCause = Object.hasOwn(ROOT_CAUSES, name)
      ? ROOT_CAUSES[name]
      : keepsType(name, site)
      ? STEP_DROPPED
      : undefined;
    if (!argument || more.length > 0 || !rootCause) return [];
    if (["Constant", "GeneratorExp", "Starred"].includes(argument.type)) return [];
    const edit = replaceByPart(site, argument);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${placeOf(site)} uses ${now} instead of ${was}: the call of \`${name}\` is missing.`,
      rootCause,
    }];
  },
};

/** Whether a name is a function of the module that turns a value into another of the same annotated type. */
function keepsType(name: string, { ancestors, source }: MutationSite): boolean {
  const definition = (ancestors[0]!.body as AstNode[]).find((node) =>
    node.type === "FunctionDef" && node.name === name
  );
  if (!definition) return false;
  const [parameter, ...more] = parametersOf(definition);
  const text = (node: unknown) => isNode(node) ? source.slice(node.start, node.end) : "";
  return more.length === 0 && text(parameter?.annotation) !== "" &&
    text(parameter?.annotation) === text(definition.returns);
}
