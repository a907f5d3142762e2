import { type AstNode, walkWhole } from "../core/ast.ts";
import { NameResolver } from "../core/resolve_names.ts";
import type { SpanEdit } from "../core/span_edit.ts";
import { findTestClasses } from "../core/test_classes.ts";
import { bodyOf, freeName, isFunction, namesIn, type ParsedSource } from "./source_text.ts";

/** A node and the way down to it. */
export interface Visited {
  readonly node: AstNode;
  readonly ancestors: readonly AstNode[];
}

/** Tests on their way from pytest to unittest: the edits so far, and what they need besides. */
export class Rewriting {
  readonly source: ParsedSource;
  readonly edits: SpanEdit[] = [];
  readonly nodes: readonly Visited[];
  /** Uses of pytest that were dealt with. */
  readonly done = new Set<AstNode>();
  /** Names that stand in the source or were given since. */
  readonly taken: Set<string>;
  /** Classes of tests that derive from TestCase, or will. */
  readonly testClasses: ReadonlySet<AstNode>;
  /** Classes of tests as pytest has them: without TestCase. */
  readonly bareClasses: readonly AstNode[];
  readonly #names: NameResolver;
  #check: string | null = null;
  #approx: string | null = null;

  constructor(source: ParsedSource) {
    this.source = source;
    this.nodes = [...walkWhole(source.tree)];
    const all = this.nodes.map(({ node }) => node);
    this.#names = new NameResolver(source.tree, all, null);
    this.taken = namesIn(source.tree);
    const known = new Set(findTestClasses(all, this.#names).values());
    this.bareClasses = bodyOf(source.tree).filter((node) =>
      node.type === "ClassDef" && String(node.name).startsWith("Test") && !known.has(node)
    );
    this.testClasses = new Set([...known, ...this.bareClasses]);
  }

  /** What of pytest an expression is, such as "raises" or "mark.parametrize"; null where it is none. */
  pytestName(node: AstNode): string | null {
    if (node.type !== "Name" && node.type !== "Attribute") return null;
    const path = this.#names.pathsOf(node).find((each) => /^(?:_?pytest)(?:\.|$)/.test(each));
    return path === undefined ? null : path.replace(/^_?pytest\.?/, "");
  }

  /** Notes an edit. */
  replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text });
  }

  /** Marks a use of pytest as dealt with, with the names that it is made of. */
  settle(node: AstNode): void {
    this.done.add(node);
    if (node.type === "Attribute") this.settle(node.value as AstNode);
  }

  /** What assertions are called on at a place: the test that runs, else a test case of the file's own. */
  caseAt({ ancestors }: Visited): string {
    const at = ancestors.findLastIndex(({ type }) => type === "ClassDef");
    const method = ancestors[at + 1];
    if (at >= 0 && this.testClasses.has(ancestors[at]!) && method && isFunction(method)) {
      const [first] = (method.args as AstNode).args as AstNode[];
      if (first?.arg === "self") return "self";
    }
    this.#check ??= freeName(this.taken, "check", "expect", "checking");
    return this.#check;
  }

  /** What the stand-in for pytest.approx is called. */
  approx(): string {
    this.#approx ??= this.#hasOther("approx") ? freeName(this.taken, "approximately") : "approx";
    return this.#approx;
  }

  /** The names of what has to be added: null where it is not used. */
  get helpers(): { readonly check: string | null; readonly approx: string | null } {
    return { check: this.#check, approx: this.#approx };
  }

  /** Whether a name stands for something that is not pytest's. */
  #hasOther(name: string): boolean {
    return this.nodes.some(({ node }) =>
      node.type === "Name"
        ? node.id === name && this.pytestName(node) === null
        : node.arg === name || node.name === name && /Def$/.test(node.type)
    );
  }
}
