import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

/** What an `except` is easily written for in place of what is raised; none is a subclass of the other. */
const OTHER: Record<string, string> = {
  ZeroDivisionError: "ValueError",
  ValueError: "TypeError",
  TypeError: "ValueError",
  KeyError: "IndexError",
  IndexError: "KeyError",
  OverflowError: "ValueError",
  ArithmeticError: "ValueError",
  AttributeError: "KeyError",
};

/** Catches another class of error than the one that occurs. */
export const handlerMismatch: MutantOperator = {
  name: "handler_mismatch",
  family: "error_handling",
  summary: "Catches another class of error, or one class fewer.",
  example: {
    before: "try:\n    y = table[key]\nexcept KeyError:\n    y = 0.0",
    after: "try:\n    y = table[key]\nexcept IndexError:\n    y = 0.0",
  },
  mutate(site) {
    const caught = site.node.exception as AstNode | null | undefined;
    if (site.node.type !== "ExceptHandler" || !caught || textOf(site, caught).includes("\n")) return [];
    return editsOf(caught, (node) => textOf(site, node)).map((edit) => {
      const { was, now } = contrast(site, [edit], caught);
      return {
        edits: [edit],
        description: `${placeOf(site)} catches ${now} instead of ${was}.`,
        rootCause:
          "The error that the protected lines do raise is not among those caught, so it goes up to the caller.",
      };
    });
  },
};

function editsOf(caught: AstNode, textOfNode: (node: AstNode) => string): SpanEdit[] {
  const replaced = (text: string) => ({ start: caught.start, end: caught.end, text });
  if (caught.type === "Name") {
    const other = OTHER[textOfNode(caught)];
    return other ? [replaced(other)] : [];
  }
  const classes = caught.type === "Tuple" ? (caught.elts as AstNode[]).map(textOfNode) : [];
  if (classes.length < 2) return [];
  return classes.map((_, at) => {
    const kept = classes.toSpliced(at, 1);
    return replaced(kept.length === 1 ? kept[0]! : `(${kept.join(", ")})`);
  });
}
