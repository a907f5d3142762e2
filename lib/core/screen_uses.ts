import type { AstNode } from "./ast.ts";
import { isGuardedModule, ruleOfPath } from "./screen_paths.ts";
import {
  type Found,
  isAskedFor,
  isBaseOfAttribute,
  isCalled,
  isInAnnotation,
  isInMain,
  type Place,
  type Screening,
  spell,
} from "./screen_place.ts";
import { isSmallLimit } from "./recursion_limit.ts";
import { isTemporaryFile } from "./screen_files.ts";
import { ruleOfAttribute } from "./screen_words.ts";

/** Classes and objects of unittest that are named where they are used, and not handed around. */
const FRAMEWORK =
  /^unittest\.(?:TestCase|IsolatedAsyncioTestCase|FunctionTestCase|Test(?:Result|Suite|Loader)|TextTest\w+|defaultTestLoader|mock\.patch(?:\.\w+)?)$/;
/** Builtins that must be called where they are named: handed around, what they reach cannot be seen. */
const CALLED_ONLY = /^builtins\.(?:getattr|setattr|delattr|vars|globals|locals)(?:\.|$)/;
/** Functions of which the module's name and their own say enough, wherever the module came from. */
const UNMISTAKABLE =
  /^(?:os\.(?:system|popen|fork|forkpty|exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?|kill|killpg|_exit|abort)|builtins\.(?:exec|eval|compile))$/;

/** What is refused of a name, an attribute, or a call or an item that stands for one. */
export function checkUse(place: Place, screening: Screening): readonly Found[] {
  const { node } = place;
  if (!["Name", "Attribute", "Call", "Subscript"].includes(node.type)) return [];
  const found = node.type === "Attribute" ? checkAttribute(place, screening) : [];
  // Of `os.path.join` only the whole is looked at.
  if (found.length > 0 || isBaseOfAttribute(place)) return found;
  return screening.names.pathsOf(node).flatMap((path) => checkPath(path, place, screening));
}

function checkAttribute({ node, parent }: Place, { asyncio, tests, names }: Screening): readonly Found[] {
  const name = String(node.attr);
  const base = node.value as AstNode;
  const rule = ruleOfAttribute(name, { asyncio });
  if (rule !== null) return [[rule, names.pathsOf(node)[0] ?? spell(node)]];
  // A module that came here in some way that cannot be followed.
  const whole = base.type === "Attribute" ? `${base.attr}.${name}` : "";
  if (UNMISTAKABLE.test(whole)) return [[ruleOfPath(whole)!, spell(node)]];
  switch (name) {
    case "__subclasses__":
      return isOwnClass(base, names) ? [] : [["dynamic_code", spell(node)]];
    case "__code__":
      return parent.type === "Attribute" && /^co_/.test(String(parent.attr))
        ? []
        : [["dynamic_code", spell(node)]];
    case "_outcome":
      return tests || base.type !== "Name" || base.id !== "self" ? [["test_framework", spell(node)]] : [];
    default:
      return [];
  }
}

function isOwnClass(base: AstNode, { scopes }: Screening["names"]): boolean {
  const bindings = base.type === "Name" ? scopes.module.names.get(String(base.id)) ?? [] : [];
  return bindings.length > 0 && bindings.every(({ node }) => node.type === "ClassDef");
}

function checkPath(path: string, place: Place, screening: Screening): readonly Found[] {
  const { tests, names } = screening;
  if (!tests && /^unittest\b/.test(path)) return [["test_framework", path]];
  if (/^builtins\.SystemExit\b/.test(path)) {
    const allowed = isAskedFor(place, names) || isInMain(place, screening);
    return allowed ? [] : [["exit", "SystemExit"]];
  }
  const rule = ruleOfPath(path);
  if (rule !== null) {
    return isAllowedHere(path, place, screening) ? [] : [[rule, path.replace(/^builtins\./, "")]];
  }
  if (/^sys\.setrecursionlimit\b/.test(path) && !isSmallLimit(place, names)) return [["interpreter", path]];
  if (CALLED_ONLY.test(path) && !(isCalled(place) && path.split(".").length === 2)) {
    return [["dynamic_code", `${path.slice(9)} as a value`]];
  }
  if (isGuardedModule(path) && isHandedAround(place, screening)) return [["module_object", path]];
  if (
    FRAMEWORK.test(path) && !isCalled(place) && isHandedAround(place, screening) &&
    !isNamedAsKind(place, screening)
  ) {
    return [["test_framework", path]];
  }
  return [];
}

/** Whether what a rule refuses is allowed at this place. */
function isAllowedHere(path: string, place: Place, screening: Screening): boolean {
  if (
    /^(?:sys\.exit|builtins\.(?:exit|quit)|unittest\.main|unittest\.TestProgram|doctest\..*|timeit\..*)$/
      .test(path)
  ) {
    return isInMain(place, screening);
  }
  if (path === "doctest") return isBaseOfAttribute(place);
  // Tests find their module by it.
  if (/^sys\.path(?:\.(?:insert|append))?$/.test(path)) return screening.tests;
  if (/^types\.(?:Function|Lambda)Type$/.test(path)) {
    return isAskedFor(place, screening.names) || isInAnnotation(place);
  }
  return /^os\.(?:close|fdopen)$/.test(path) && isTemporaryFile(place, screening);
}

/** Whether a module's object goes where it cannot be followed: simple assignments to names can. */
function isHandedAround(place: Place, { names }: Screening): boolean {
  const { node, parent, ancestors } = place;
  switch (parent.type) {
    case "Assign":
      return (parent.targets as AstNode[]).some(({ type }) => type !== "Name") || isInClassBody(node, names);
    case "AnnAssign":
      return (parent.target as AstNode).type !== "Name" || isInClassBody(node, names);
    case "NamedExpr": {
      const around = ancestors.at(-2)!;
      return around.type !== "Expr" && !(around.type === "Attribute" && around.value === parent);
    }
    case "Compare":
      return !(parent.ops as AstNode[]).every(({ type }) => /^Is/.test(type));
    case "If":
    case "While":
      // Whether it is there: an import may have failed.
      return parent.test !== node;
    case "UnaryOp":
    case "Delete":
    case "Expr":
      return false;
    case "Call":
      return (parent.args as AstNode[])[0] !== node ||
        !names.pathsOf(parent.func as AstNode).some(takesModules);
    default:
      return true;
  }
}

function isInClassBody(node: AstNode, { scopes }: Screening["names"]): boolean {
  return scopes.of.get(node)?.kind === "class";
}

/** Functions that are looked at by what they take of an object. */
function takesModules(path: string): boolean {
  return /^builtins\.(?:getattr|hasattr|setattr|delattr|vars)$|^unittest\.mock\.patch\.(?:object|dict)$/.test(
    path,
  );
}

function isNamedAsKind(place: Place, { names }: Screening): boolean {
  const { node, parent } = place;
  return (parent.type === "ClassDef" && (parent.bases as AstNode[]).includes(node)) ||
    isInAnnotation(place) ||
    isAskedFor(place, names);
}
