import { type AstNode, walkWhole } from "./ast.ts";
import { textOf } from "./resolve_names.ts";
import { type Found, isInAnnotation, type Place, type Screening } from "./screen_place.ts";
import { ruleOfAttribute, ruleOfText } from "./screen_words.ts";

/** What is refused of texts and other names that are not names of Python: those that getattr() and its like are given. */
export function checkText(place: Place, screening: Screening): readonly Found[] {
  const { node } = place;
  switch (node.type) {
    case "Constant":
    case "JoinedStr":
    case "BinOp":
    case "Call": {
      const text = textOf(node);
      if (text === null) return [];
      if (isCodeInAnnotation(text, place, screening)) {
        return [["dynamic_code", "an annotation that is evaluated"]];
      }
      const rule = ruleOfText(text);
      return rule === null ? [] : [[rule, JSON.stringify(text)]];
    }
    case "keyword": {
      const rule = typeof node.arg === "string" ? ruleOfText(node.arg) : null;
      return rule === null ? [] : [[rule, `${node.arg}=`]];
    }
    case "MatchClass":
      return (node.kwd_attrs as string[]).flatMap((name): Found[] => {
        const rule = ruleOfAttribute(name, screening);
        return rule === null ? [] : [[rule, `${name}= in a pattern`]];
      });
    default:
      return [];
  }
}

/** Functions that evaluate annotations look at those of what they are given, as singledispatch does. */
function isCodeInAnnotation(text: string, place: Place, { evaluates }: Screening): boolean {
  return evaluates && /[({=]/.test(text) && isInAnnotation(place);
}

/** Whether a source uses what evaluates annotations that are texts. */
export function evaluatesAnnotations(tree: AstNode): boolean {
  for (const { node } of walkWhole(tree)) {
    const names = [node.id, node.attr, node.type === "alias" ? node.name : null];
    if (names.some((name) => /^singledispatch(?:method)?$/.test(String(name)))) return true;
  }
  return false;
}
