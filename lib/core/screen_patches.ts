import type { AstNode } from "./ast.ts";
import { textOf } from "./resolve_names.ts";
import { isGuardedModule, isStandard, ruleOfPath } from "./screen_paths.ts";
import { type Found, type Place, type Screening, spell } from "./screen_place.ts";
import { checkSetting, ruleOfWrite } from "./screen_writes.ts";

/** What of the standard library tests may replace for a while. */
const REPLACEABLE = new RegExp(
  "^(?:builtins\\.(?:print|open|input)|sys\\.(?:stdout|stderr|stdin|argv)|os\\.(?:environ|getenv|getcwd|path\\.\\w+|listdir|urandom)" +
    "|(?:time|random|datetime|math|secrets|uuid|logging|statistics|pathlib)\\..+)$",
);

/** What is refused of a call of mock.patch and its kin. */
export function checkPatch(path: string, place: Place, screening: Screening): readonly Found[] {
  const [target, name] = place.node.args as AstNode[];
  const given = (place.node.keywords as AstNode[]).map(({ arg }) => arg === null ? null : String(arg));
  // It may be given by name as well, which nobody does.
  if (!target && !path.endsWith(".stopall")) return [["test_framework", `${path}() without a target`]];
  switch (path) {
    case "unittest.mock.patch":
      return checkText(target!, "", screening);
    case "unittest.mock.patch.object":
      return name
        ? checkObject(target!, textOf(name), place, screening)
        : [["test_framework", "mock.patch.object()"]];
    case "unittest.mock.patch.multiple":
      return given.flatMap((each) =>
        textOf(target!) === null
          ? checkObject(target!, each, place, screening)
          : checkText(target!, `.${each}`, screening)
      );
    case "unittest.mock.patch.dict":
      return textOf(target!) === null
        ? checkDictionary(target!, screening)
        : checkText(target!, "", screening);
    case "unittest.mock.patch.stopall":
      return [];
    default:
      return [["test_framework", path]];
  }
}

function checkText(target: AstNode, below: string, { names, own, tests }: Screening): readonly Found[] {
  const text = textOf(target);
  if (text === null) return [["test_framework", "mock.patch() of a computed name"]];
  const whole = text + below;
  // Replaced in that module alone.
  if (own !== null && whole.startsWith(`${own.name}.`) && whole.split(".").length === 2) return [];
  return names.resolveText(whole).flatMap((path) => checkReplacing(path, tests));
}

function checkReplacing(path: string, tests: boolean): readonly Found[] {
  if (!isStandard(path) || REPLACEABLE.test(path) && ruleOfPath(path) === null) return [];
  const rule = ruleOfWrite(path, { tests });
  return rule === null ? [] : [[rule, `mock.patch("${path}")`]];
}

function checkObject(
  base: AstNode,
  name: string | null,
  place: Place,
  screening: Screening,
): readonly Found[] {
  const { names, tests } = screening;
  const paths = names.pathsOf(base);
  const standard = paths.filter(isStandard);
  if (standard.length === 0 || name === null) return checkSetting({ base, name, place }, screening);
  return standard.flatMap((path) => names.below(path, name)).flatMap((path) => checkReplacing(path, tests));
}

function checkDictionary(target: AstNode, { names, tests }: Screening): readonly Found[] {
  return names.pathsOf(target).flatMap((path): readonly Found[] =>
    isGuardedModule(path) ? [["module_object", spell(target)]] : checkReplacing(path, tests)
  );
}
