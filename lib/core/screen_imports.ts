import type { AstNode } from "./ast.ts";
import { isGuardedModule, ruleOfPath, STAR_MODULES } from "./screen_paths.ts";
import type { Found, Place, Screening } from "./screen_place.ts";

/** Names that are refused or not by what is done with them. */
const JUDGED_BY_USE: readonly RegExp[] = [
  /^doctest\b/,
  /^timeit\.(?:timeit|repeat|Timer)$/,
  /^sys\.exit$/,
  /^unittest\.main$/,
  /^types\.(?:FunctionType|LambdaType)$/,
  /^os\.(?:close|fdopen)$/,
];

/** What is refused of an import statement. */
export function checkImport({ node, parent }: Place, screening: Screening): readonly Found[] {
  if (/^Import/.test(node.type) && parent.type === "ClassDef") {
    return [["module_object", "an import in a class"]];
  }
  if (node.type === "Import") {
    return (node.names as AstNode[]).flatMap(({ name }) => checkPath(String(name), screening));
  }
  if (node.type !== "ImportFrom" || Number(node.level ?? 0) > 0) return [];
  const module = String(node.module);
  const found = checkPath(module, screening);
  if (found.length > 0) return found;
  return (node.names as AstNode[]).flatMap(({ name }) =>
    name === "*" ? checkStar(module, screening) : checkPath(`${module}.${name}`, screening)
  );
}

function checkPath(path: string, { tests, names }: Screening): readonly Found[] {
  return names.resolveText(path).flatMap((usual): readonly Found[] => {
    if (!tests && /^unittest\b/.test(usual)) return [["test_framework", usual]];
    if (JUDGED_BY_USE.some((name) => name.test(usual))) return [];
    const rule = ruleOfPath(usual) ?? ruleOfPath(path);
    return rule === null ? [] : [[rule, usual]];
  });
}

function checkStar(module: string, { own }: Screening): readonly Found[] {
  if (STAR_MODULES.has(module) || module === own?.name) return [];
  return isGuardedModule(module) || module.includes(".")
    ? [["import_system", `from ${module} import *`]]
    : [];
}
