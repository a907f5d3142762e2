type Texts = Readonly<Record<string, string>>;

/** The reasoning that a question for a narration shows, by its key. */
export function readReasoning(question: string): Texts {
  const turns = question.matchAll(/<turn [^>]*key="(\w+)">\n([^]*?)\n<\/turn>/g);
  return Object.fromEntries(
    [...turns].map(([, key, turn]) => [key!, /<reasoning>\n([^]*?)\n<\/reasoning>/.exec(turn!)?.[1] ?? ""]),
  );
}

/** Beginnings that say nothing wrong, another for each turn. */
const LEADS = [
  "Let us think this through step by step.",
  "The report has to be read closely.",
  "The table says where to begin.",
  "What was seen leads here.",
  "That settles the matter.",
];

/** The same reasoning in a few words more, all of them true. */
export function narrateWell(texts: Texts): string {
  return render(mapTexts(texts, (text, at) => `${LEADS[at] ?? ""} ${text}`.trim()));
}

/** Faults of a narration, by name: what is told is not so, or not as it was asked for. */
export const BAD_NARRATIONS: Readonly<Record<string, (texts: Texts) => string>> = {
  invented_number: (texts) => render(withFirst(texts, "The value is off by exactly 4711.25 here.")),
  invented_quote: (texts) => render(withFirst(texts, 'The output says "all systems are going down".')),
  invented_name: (texts) => render(withFirst(texts, "The helper compute_everything() is to blame.")),
  invented_line: (texts) => render(withFirst(texts, "Line 9999 is where it goes wrong.")),
  invented_run: (texts) => render(withFirst(texts, "I ran it in the debugger and printed each value.")),
  knows_it_is_made: (texts) =>
    render(withFirst(texts, "The bug was injected on purpose into the original version.")),
  heading: (texts) => render(withFirst(texts, "# The search")),
  too_long: (texts) => render(mapTexts(texts, (text) => `${text} And so on.`.repeat(40))),
  texts_missing: (texts) => render(Object.fromEntries(Object.entries(texts).slice(0, 2))),
  texts_blank: (texts) => render(mapTexts(texts, () => " ")),
  list_in_place_of_text: (texts) => `${Object.keys(texts)[0] ?? "plan"}:\n  - first\n  - second\nend: true\n`,
  not_by_key: (texts) => Object.values(texts).join("\n\n"),
};

/** The sentence before every text but the first one, which stays good. */
function withFirst(texts: Texts, sentence: string): Texts {
  return mapTexts(texts, (text, at) => at === 0 ? text : `${sentence} ${text}`);
}

function mapTexts(texts: Texts, change: (text: string, at: number) => string): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, text], at) => [key, change(text, at)]));
}

function render(texts: Texts): string {
  const blocks = Object.entries(texts).map(([key, text]) =>
    `${key}: |\n${text.replaceAll(/^(?=.)/gm, "  ")}\n`
  );
  return `${blocks.join("")}end: true\n`;
}
