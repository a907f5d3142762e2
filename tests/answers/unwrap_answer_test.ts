import { assertEquals } from "@std/assert";
import { keyFinder } from "../../lib/answers/key_lines.ts";
import { unwrapAnswer } from "../../lib/answers/unwrap_answer.ts";

const FINDER = keyFinder({ topic: "name", summary: "line", correct_code: "code" });
const DOC = "topic: Lenses\ncorrect_code: |\n  x = 1\nend: true\n";

const TAKEN: readonly [string, string, string, readonly string[]][] = [
  ["nothing around it", DOC, DOC, []],
  ["a byte order mark", `\ufeff${DOC}`, DOC, ["byte_order_mark_removed"]],
  ["an invisible blank", `\u200b${DOC}`, DOC, ["byte_order_mark_removed"]],
  ["marks of a chat", `<|channel|>final<|message|>${DOC}<|return|>`, DOC, ["chat_marks_removed"]],
  [
    "a chat's other turn",
    `<|channel|>analysis<|message|>topic: ok<|end|><|start|>assistant<|channel|>final<|message|>\n${DOC}`,
    `\n${DOC}`,
    ["chat_marks_removed"],
  ],
  ["a chat's last mark", `${DOC.trimEnd()}<|im_end|>\n`, DOC.trimEnd(), ["chat_marks_removed"]],
  ["Windows line ends", DOC.replaceAll("\n", "\r\n"), DOC, ["windows_line_ends"]],
  ["doubled carriage returns", DOC.replaceAll("\n", "\r\r\n"), DOC, ["windows_line_ends"]],
  ["old line ends", DOC.replaceAll("\n", "\r"), DOC, ["mac_line_ends"]],
  ["thoughts", `<think>\nfoo\n</think>\n${DOC}`, `\n${DOC}`, ["thoughts_removed"]],
  ["thoughts with a draft", `<Think>\n${DOC}</think>\n${DOC}`, `\n${DOC}`, ["thoughts_removed"]],
  ["two thoughts", `<thinking>a</thinking>\n<reasoning>b</reasoning>\n${DOC}`, `\n\n${DOC}`, [
    "thoughts_removed",
  ]],
  ["prose before the thoughts", `Okay.\n<think>a</think>\n${DOC}`, `Okay.\n\n${DOC}`, ["thoughts_removed"]],
  ["thoughts without an opening tag", `foo\n</think>\n${DOC}`, `\n${DOC}`, ["thoughts_removed"]],
  ["a draft without an opening tag", `${DOC}</think>\n${DOC}`, `\n${DOC}`, ["thoughts_removed"]],
  ["thoughts that do not end", `Okay.\n<think>\n${DOC}`, "Okay.\n", ["thoughts_removed"]],
  ["thoughts after the end", `${DOC}<think>\ntopic: ok\n</think>\n`, DOC, ["thoughts_removed"]],
  ["a quotation", DOC.trimEnd().replace(/^/gm, "> "), DOC.trimEnd(), ["quote_marks_removed"]],
  ["a quotation without blanks", `Hi\n${DOC.trimEnd().replace(/^/gm, ">")}\nBye`, `Hi\n${DOC}Bye`, [
    "quote_marks_removed",
  ]],
];

Deno.test("unwrapAnswer() takes off what stands around or before each line of an answer", async (t) => {
  for (const [name, text, unwrapped, repairs] of TAKEN) {
    await t.step(name, () => {
      assertEquals(unwrapAnswer(text, FINDER), { lines: unwrapped.split("\n"), repairs });
    });
  }
});

const KEPT: readonly [string, string][] = [
  ["a tag within a source", DOC.replace("x = 1", 'x = "<think>"\n  y = "</think>"')],
  ["a closing tag on a line of a source", DOC.replace("  x = 1", "  x = '''\n  </think>\n  '''")],
  ["a closing tag between the keys of one document", DOC.replace("correct_code", "</think>\ncorrect_code")],
  ["marks of a chat within a source", DOC.replace("x = 1", 'x = "<|message|>"\n  y = "<|end|>"')],
  ["a lone carriage return", DOC.replace("x = 1", "x = 1\ry = 2")],
  ["quotation marks within a source", DOC.replace("  x = 1", '  """\n  > x\n  """')],
  ["half a quotation", `> topic: a\n> summary: b\ncorrect_code: |\n> x\n`],
  ["a quotation of something else", "> I wrote this.\n> So there.\n"],
];

Deno.test("unwrapAnswer() leaves alone what may belong to the document", async (t) => {
  for (const [name, text] of KEPT) {
    await t.step(
      name,
      () => assertEquals(unwrapAnswer(text, FINDER), { lines: text.split("\n"), repairs: [] }),
    );
  }
});
