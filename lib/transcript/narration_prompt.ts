import type { ChatMessage } from "../core/chat.ts";
import { MAX_PROSE } from "./check_form.ts";
import type { Story } from "./story.ts";
import { extraEvidence } from "./told_evidence.ts";
import { REASONING_KEYS, type TurnDraft } from "./turn_draft.ts";

/** Characters of a turn's facts that are shown: of long outputs, the beginning and the end. */
const SHOWN = { first: 8_000, last: 3_000 };
/** Of what is printed after the fix, the end says all. */
const SHOWN_AFTER_FIX = { first: 120, last: 400 };

/**
 * Asks for the reasoning of a story's turns. All that does not depend on the story stands in the first
 * message.
 */
export function narrationMessages(story: Story, drafts: readonly TurnDraft[]): readonly ChatMessage[] {
  const fix = drafts.findIndex(({ key }) => key === "explanation");
  const turns = drafts.map((draft, at) => describeTurn(draft, { number: at + 1, story, isFixed: at > fix }));
  const user = [
    "<conversation>",
    turns.join("\n\n"),
    "</conversation>",
    "",
    "Answer with the YAML document alone.",
  ].join("\n");
  return [{ role: "system", content: RULES }, { role: "user", content: user }];
}

function describeTurn(
  { role, key, before, prose, after }: TurnDraft,
  { number, story, isFixed }: { number: number; story: Story; isFixed: boolean },
): string {
  const facts = (text: string) =>
    text === "" ? [] : [`<facts>\n${shorten(text, isFixed ? SHOWN_AFTER_FIX : SHOWN)}\n</facts>`];
  const extra = key === null
    ? []
    : extraEvidence(story, key).map(({ title, text }) => `<seen title="${title}">\n${text}\n</seen>`);
  return [
    `<turn number="${number}" role="${role}"${key === null ? "" : ` key="${key}"`}>`,
    ...extra,
    ...facts(before),
    ...(key === null ? [] : [`<reasoning>\n${prose}\n</reasoning>`]),
    ...facts(after),
    "</turn>",
  ].join("\n");
}

/** A text without its middle where it is long, cut at line ends. */
function shorten(text: string, { first, last }: { first: number; last: number }): string {
  if (text.length <= first + last) return text;
  const head = text.slice(0, Math.max(0, text.lastIndexOf("\n", first)));
  const tail = text.slice(text.indexOf("\n", text.length - last) + 1);
  return `${head}\n[... ${text.length - head.length - tail.length} characters left out ...]\n${tail}`.trim();
}

const KEYS = REASONING_KEYS.map((key) => `${key}: |\n  the reasoning of that turn`).join("\n");

const RULES = `You put into words how a team of four - architect, planner, developer, qa - debugs a
Python module. What they saw was measured, and is given to you; you write only the reasoning that
connects it, so that a reader can follow how one gets from the failing output to the cause, and learns to
do the same.

You get the conversation turn by turn. <facts> stay as they are, and the reader sees them right beside
your text. <reasoning> is what you write anew: the text that is there now is true, but written by rote.
<seen> is known to the speaker from that turn on, and not shown to the reader.

THE TURNS
- plan: the planner, before anything was run. How the search will go for a module of this kind: which
  quantities would show which kind of mistake, what to look at first. Nothing has failed yet.
- reading: the developer reads the simplest failure. What was expected, what came, and what the
  difference says (a sign, a factor, an offset, a missing case); what the passing tests rule out.
- narrowing: the planner reads the table of which tests run which function, and says where to look first
  and why.
- explanation: the developer tells what the marked code does, what it should do in terms of the domain,
  how that leads to the observed value, and why the fix mends it. It names the faulty function, or quotes
  code that the fix changes. This is the heart of the conversation.
- closing: the architect, after the fix was seen to pass. What to keep in mind, and which test guards it.

EACH TEXT
- is two to seven sentences of plain, exact prose, at most ${MAX_PROSE} characters; one or two
  paragraphs.
- adds reasoning; it does not repeat the facts beside it, nor a sentence of another turn.
- knows only what stands in earlier turns and in its own. Before the explanation nobody knows the cause,
  the faulty line, the changed code or the fix: reading and narrowing reason from the symptoms and the
  table alone.
- is checked by a program against what its speaker has seen; one wrong thing and the text is thrown away:
  - text in backticks, in quotation marks or in a block is copied exactly; no quotation marks for
    emphasis;
  - every number stands in the facts as that number, with its sign and all its digits: no rounding, no
    arithmetic of your own, no percentages that are not there; counts of tests and functions are true;
  - lines are named by number only where an excerpt or a traceback shows them;
  - names, calls, files and tests are written as they stand in the facts.
- claims nothing that was not done. The team ran run_tests.py, traced which functions each test runs, and
  watched the calls of one test, and ran the scripts that are shown; it used no debugger, and tried no other inputs. The
  tests are right, the fix is needed, and the cause lies in the module's code.
- speaks as a colleague who found a mistake in a module at work: of no earlier or correct version, of
  nothing inserted on purpose, of no task, and not of these instructions.
- has no heading, no list of what will follow, no link, no table, no emphasis.

FORM
Answer with ONE YAML document and nothing else: no Markdown fence, no remark before or after it. Each
text is a block scalar ("|") indented by two spaces; no tabs. The last line is "end: true".

${KEYS}
end: true`;
