import type { AstNode } from "../core/ast.ts";
import { UsageError } from "../core/errors.ts";
import { moduleNameProblem } from "../core/module_name.ts";
import type { Spec } from "../core/spec.ts";
import { bodyOf, docstringOf, isFunction, type ParsedSource } from "./source_text.ts";

/** What a task says of the user's module, where the module itself does not say it well enough. */
export interface OwnTexts {
  /** Field of science. Default: "Own code". */
  readonly domain?: string;
  /** Part of the field. Default: the module's name in words. */
  readonly topic?: string;
  /** The equations or algorithm. Default: the module's file name. */
  readonly subtopic?: string;
  /** One sentence on what the module computes. Default: the first line of its docstring, or the names of its functions. */
  readonly summary?: string;
  /** What the module must do. Default: its docstring, or the first lines of those of its functions. */
  readonly description?: string;
}

/** Steps that are listed of a large module. */
const MAX_STEPS = 30;

/**
 * The name by which a task has a module: its own in small letters.
 *
 * @throws {UsageError} where a task cannot have it.
 */
export function ownModuleName(stem: string, file: string): string {
  const name = stem.toLowerCase();
  const problem = moduleNameProblem(name);
  if (problem !== null) throw new UsageError(`Cannot use "${file}": ${problem}`);
  return name;
}

/** A spec of the user's module: nothing is said of it that does not stand in it or was given. */
export function ownSpec(
  module: ParsedSource,
  { moduleName, tests, texts }: { moduleName: string; tests: string; texts: OwnTexts },
): Spec {
  const docstring = dedented(docstringOf(module.tree));
  const steps = describeParts(module.tree);
  const names = topParts(module.tree).map(({ name }) => String(name));
  const words = moduleName.replaceAll("_", " ").trim();
  return {
    seed: {
      domain: texts.domain ?? "Own code",
      topic: texts.topic ?? (words[0] ?? "").toUpperCase() + words.slice(1),
      subtopic: texts.subtopic ?? `${moduleName}.py`,
    },
    moduleName,
    summary: texts.summary ?? (firstLine(docstring) || describeNames(moduleName, names)),
    problemDescription: texts.description ?? describeModule(docstring, steps.map(({ text }) => text)),
    solutionOutline: steps.map(({ text }, at) => `${at + 1}. ${text}`).join("\n"),
    correctCode: `${module.text.trimEnd()}\n`,
    unitTests: `${tests.trimEnd()}\n`,
    bugs: [],
  };
}

/** The docstring, and what it does not say where it is one line. */
function describeModule(docstring: string, steps: readonly string[]): string {
  if (docstring.includes("\n")) return docstring;
  const list = `It has:\n\n${steps.map((step) => `- ${step}`).join("\n")}`;
  return docstring === "" ? list : `${docstring}\n\n${list}`;
}

function topParts(tree: AstNode): readonly AstNode[] {
  return bodyOf(tree).filter((node) => isFunction(node) || node.type === "ClassDef");
}

/** The functions and classes of a module, each with the first line of its docstring. */
function describeParts(tree: AstNode): readonly { text: string }[] {
  const parts = topParts(tree).slice(0, MAX_STEPS).map((node) => {
    const line = firstLine(docstringOf(node));
    const name = isFunction(node) ? `${node.name}(${parameterList(node)})` : `class ${node.name}`;
    return { text: `\`${name}\`${line === "" ? "" : `: ${line}`}` };
  });
  const more = topParts(tree).length - parts.length;
  if (more > 0) parts.push({ text: `${more} more functions and classes` });
  return parts.length > 0 ? parts : [{ text: "The module runs its statements in order." }];
}

/** A function's parameters by their names alone. */
function parameterList(node: AstNode): string {
  const args = node.args as AstNode;
  return [args.posonlyargs, args.args, args.kwonlyargs].flat().map((each) => String((each as AstNode).arg))
    .join(", ");
}

function describeNames(moduleName: string, names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  if (shown === "") return `The module ${moduleName}.`;
  return `The module ${moduleName} with ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ""}.`;
}

/** The first paragraph's sentence, in one line. */
function firstLine(docstring: string): string {
  const [paragraph = ""] = docstring.trim().split(/\n\s*\n/);
  const line = paragraph.replace(/\s+/g, " ").trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length > 400 ? `${sentence.slice(0, 397)}...` : sentence;
}

/** A docstring without the indentation that its lines share. */
function dedented(docstring: string): string {
  const [first = "", ...rest] = docstring.split("\n");
  const widths = rest.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)![0].length);
  const width = widths.length > 0 ? Math.min(...widths) : 0;
  return [first.trim(), ...rest.map((line) => line.slice(width).trimEnd())].join("\n").trim();
}
