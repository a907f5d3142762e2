import { isNode } from "../../core/ast.ts";
import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { parametersOf } from "../names_in_scope.ts";
import { replaceByPart } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quoteShort, spotOf, textOf } from "../phrases.ts";

const ROOT_CAUSES: Record<string, string> = {
  sqrt:
    "The expression is the square of the quantity that this step needs, and the root that leads from one to the other is missing.",
  log: "The step works on a logarithmic scale, and the value enters it on a linear one.",
  log10: "The step works on a decimal logarithmic scale, and the value enters it on a linear one.",
  exp: "The value stays on a logarithmic scale, although what follows needs it on the linear one.",
  floor: "The result has to be a whole number, and the fraction stays in it.",
  ceil: "The result has to be a whole number, and the fraction stays in it.",
};
const STEP_DROPPED =
  "The argument and the result of that call have the same type, so passing over the step raises no error.";
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
    const place = placeOf(site);
    const inner = quoteShort(textOf(site, argument), "the expression");
    return [{
      edits: [edit],
      ...chooseWords(site, {
        description: [
          `${place} uses ${now} without the call of \`${name}\` that ${was} makes.`,
          `${atPlace(site)}, \`${name}\` is not applied to ${now}${spotOf(site)}.`,
        ],
        rootCause: [
          rootCause,
          `A call round a single argument is easily taken for done already, and ${inner} goes on without \`${name}\`.`,
        ],
      }),
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
