/** A part of a Markdown text: words, or a fenced block. */
export type Piece =
  | { readonly kind: "prose"; readonly text: string }
  | { readonly kind: "block"; readonly language: string; readonly text: string; readonly whole: string };

const BLOCK = /^(`{3,})(\w*)\n([^]*?)\n?\1$/gm;

/** The parts of a text in their order; blank ones are left out. */
export function piecesOf(markdown: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const addProse = (text: string) => {
    if (text.trim() !== "") pieces.push({ kind: "prose", text: text.trim() });
  };
  for (const match of markdown.matchAll(BLOCK)) {
    addProse(markdown.slice(at, match.index));
    const [whole, , language, text] = match;
    pieces.push({ kind: "block", language: language!, text: text!, whole });
    at = match.index + whole.length;
  }
  addProse(markdown.slice(at));
  return pieces;
}
