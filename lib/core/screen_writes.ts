import { type AstNode, isNode } from "./ast.ts";
import { isStandard, ruleOfPath } from "./screen_paths.ts";
import { type Found, type Place, type Screening, spell } from "./screen_place.ts";
import type { ScreenRule } from "./screen_rules.ts";
import { isTestObject } from "./test_classes.ts";
import { isAssertion, isTestMachinery, REMAKING_ATTRIBUTES } from "./screen_words.ts";

/** What is refused of the attributes and items that a statement sets or deletes. */
export function checkWrites(place: Place, screening: Screening): readonly Found[] {
  const { node } = place;
  const targets = [node.targets, node.target, node.optional_vars].flat().filter(isNode);
  return targets.flatMap(partsOf).flatMap((target) => {
    if (target.type === "Attribute") {
      const base = target.value as AstNode;
      return checkSetting({ base, name: String(target.attr), place }, screening);
    }
    return target.type === "Subscript" ? checkItem(target, screening) : [];
  });
}

function partsOf(target: AstNode): AstNode[] {
  if (target.type === "Starred") return partsOf(target.value as AstNode);
  if (target.type !== "Tuple" && target.type !== "List") return [target];
  return (target.elts as AstNode[]).flatMap(partsOf);
}

/** What is refused of setting or deleting an attribute; its name is null where that is computed. */
export function checkSetting(
  { base, name, place }: { base: AstNode; name: string | null; place: Place },
  screening: Screening,
): readonly Found[] {
  const { names, own } = screening;
  const what = `${spell(base)}.${name ?? "..."} as a target`;
  const isTests = isTestObject(base, place, screening);
  if (name === null) {
    if (names.pathsOf(base).some((path) => isModule(path, screening))) return [["module_object", what]];
    const framework = isTests || names.pathsOf(base).some((path) => /^unittest\b/.test(path));
    return framework ? [["test_framework", what]] : [];
  }
  if (isAssertion(name) || (isTests && isTestMachinery(name))) return [["test_framework", what]];
  const isSelf = base.type === "Name" && /^(?:self|cls)$/.test(String(base.id)) && !screening.tests;
  if (REMAKING_ATTRIBUTES.has(name) && !(isSelf && /^__(?:class|dict)__$/.test(name))) {
    return [["dynamic_code", what]];
  }
  // What the tests' own module has under a name may be another thing for a while: only it is changed.
  const rules = names.pathsOf(base).filter((path) => path !== own?.name).flatMap((path) =>
    names.below(path, name)
  ).map((path) => ruleOfWrite(path, screening));
  return rules.flatMap((rule): Found[] => rule === null ? [] : [[rule, what]]);
}

function checkItem(target: AstNode, screening: Screening): readonly Found[] {
  const { names } = screening;
  const base = target.value as AstNode;
  const paths = [...names.pathsOf(target), ...names.pathsOf(base)];
  return paths.flatMap((path): Found[] => {
    if (path === "os.environ") return [];
    const rule = ruleOfWrite(path, screening);
    return rule === null ? [] : [[rule, `${spell(base)}[] as a target`]];
  });
}

/** The rule against setting what has this name in full; null where there is none. */
export function ruleOfWrite(path: string, { tests }: Pick<Screening, "tests">): ScreenRule | null {
  if (!isStandard(path)) return null;
  if (/^unittest\b/.test(path)) return "test_framework";
  if (/^builtins\b/.test(path)) return "builtins";
  if (tests && /^sys\.(?:stdout|stderr|stdin|argv)$/.test(path)) return null;
  // Settings of arithmetic, not of the module.
  if (/^decimal\.\w+Context\.\w+$/.test(path)) return null;
  const rule = ruleOfPath(path);
  if (rule !== null) return rule;
  return /^sys\b/.test(path) ? "interpreter" : "patched_module";
}

/** Whether a name in full is a module: of the standard library, or the one that tests are of. */
export function isModule(path: string, { own }: Pick<Screening, "own">): boolean {
  return path === own?.name || path === "os.path" || path === "unittest.mock" ||
    (isStandard(path) && !path.includes("."));
}
