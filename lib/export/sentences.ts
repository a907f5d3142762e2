const CODE_SPAN = /(`+)(?!`)[^]*?[^`]\1(?!`)/g;

/** The sentences of a paragraph; a period within inline code ends none. */
export function sentencesOf(paragraph: string): readonly string[] {
  const masked = paragraph.replace(CODE_SPAN, (span) => "x".repeat(span.length));
  const sentences: string[] = [];
  let start = 0;
  for (const { 0: end, index } of masked.matchAll(/[.!?]["')]?\s+(?=\S)/g)) {
    sentences.push(paragraph.slice(start, index + end.length).trim());
    start = index + end.length;
  }
  return [...sentences, paragraph.slice(start).trim()].filter((sentence) => sentence !== "");
}

/** The inline code of a text, without its marks. */
export function codeSpansOf(text: string): readonly string[] {
  return [...text.matchAll(CODE_SPAN)].map(([span]) => span.replace(/^`+ ?| ?`+$/g, ""));
}
