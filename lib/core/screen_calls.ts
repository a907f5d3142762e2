import type { AstNode } from "./ast.ts";
import { textOf } from "./resolve_names.ts";
import { checkPatch } from "./screen_patches.ts";
import { calledBy, type Found, type Place, type Screening, spell } from "./screen_place.ts";
import { checkSetting, isModule } from "./screen_writes.ts";

/** What is refused of a call by what it is given. */
export function checkCall(place: Place, screening: Screening): readonly Found[] {
  const { node } = place;
  if (node.type !== "Call") return [];
  const { func, args } = calledBy(node);
  const paths = screening.names.pathsOf(func);
  const found: Found[] = [];
  if ((node.keywords as AstNode[]).some(({ arg }) => arg === "eval_str")) {
    found.push(["dynamic_code", "eval_str"]);
  }
  for (const path of paths) {
    if (/^builtins\.[sd]e[tl]attr$/.test(path)) found.push(...checkNamed(args, place, screening));
    else if (path === "builtins.getattr") found.push(...checkGetting(args, screening));
    else if (/^builtins\.(?:globals|vars|locals)$/.test(path)) {
      found.push(...checkNamespace(path, place, screening));
    } else if (/^unittest\.mock\.patch\b/.test(path)) found.push(...checkPatch(path, place, screening));
    else if (/^_?pickle\.loads?$/.test(path) && args[0]?.type === "Constant") {
      found.push(["dynamic_code", `${path} of a literal`]);
    }
  }
  if (func.type === "Attribute" && /^__[sd]e[tl]attr__$/.test(String(func.attr))) {
    const whole = func.attr === "__setattr__" ? 3 : 2;
    // Bound to its object, it is given the name first.
    const own = args.length >= whole ? args : [func.value as AstNode, ...args];
    found.push(...checkNamed(own, place, screening));
  }
  return found;
}

function checkNamed(
  [object, name]: readonly AstNode[],
  place: Place,
  screening: Screening,
): readonly Found[] {
  if (!object || !name) return [["dynamic_code", "setattr() without a name"]];
  return checkSetting({ base: object, name: textOf(name), place }, screening);
}

function checkGetting([object, name]: readonly AstNode[], screening: Screening): readonly Found[] {
  if (!object || !name || object.type === "Starred") return [["dynamic_code", "getattr() without a name"]];
  if (textOf(name) !== null) return [];
  const module = screening.names.pathsOf(object).find((path) => isModule(path, screening));
  return module === undefined ? [] : [["module_object", `getattr(${spell(object)}, ...)`]];
}

/** The names of a module may be asked for one by one, written down. */
function checkNamespace(path: string, place: Place, screening: Screening): readonly Found[] {
  const { node, parent, ancestors } = place;
  const { names } = screening;
  const name = `${path.slice(9)}()`;
  const [object] = node.args as AstNode[];
  if (object) {
    const of = names.pathsOf(object);
    if (of.some((each) => /^unittest\b/.test(each))) return [["test_framework", `vars(${spell(object)})`]];
    return of.some((each) => isModule(each, screening)) ? [["module_object", `vars(${spell(object)})`]] : [];
  }
  // Those of a function are a copy.
  if (path !== "builtins.globals" && names.scopes.of.get(node)?.kind === "function") return [];
  if (parent.type === "Subscript" && textOf(parent.slice as AstNode) !== null) {
    const statement = ancestors.at(-2)!;
    const targets = [statement.targets, statement.target].flat();
    return targets.includes(parent) ? [["dynamic_code", `${name}[] as a target`]] : [];
  }
  const isAsked = parent.type === "Compare" && parent.left !== node;
  return isAsked ? [] : [["dynamic_code", name]];
}
