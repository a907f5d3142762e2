import { assertEquals } from "@std/assert";
import type { Field } from "../../lib/answers/answer_shape.ts";
import { readBlock } from "../../lib/answers/tolerant_text.ts";

interface Case {
  readonly kind?: Field;
  readonly inline?: string;
  readonly text: string;
  readonly fenced?: boolean;
}

function read({ kind = "code", inline = "|", text, fenced = false }: Case): [unknown, string[]] {
  const repairs = new Set<string>();
  const value = readBlock({ kind, inline, lines: text.split("\n"), indent: "", fenced }, repairs);
  return [value.ok ? value.value : value, [...repairs]];
}

const LONG = "x".repeat(75);

const READ: readonly [string, Case, unknown, readonly string[]][] = [
  ["a block", { text: "  if a:\n      b\n\n  c" }, "if a:\n    b\n\nc\n", []],
  ["blanks at line ends", { text: "  a  \n    \n  b " }, "a  \n  \nb \n", []],
  ["blank lines around", { text: "\n  a\n\n\n" }, "\na\n", []],
  ["no indentation", { text: "a\n  b" }, "a\n  b\n", []],
  ["tabs before it", { text: "\ta:\n\t    b" }, "a:\n    b\n", ["tabs_replaced"]],
  ["tabs for all", { text: "\ta:\n\t\tb\n\n\t\t\tc" }, "a:\n    b\n\n        c\n", ["tabs_replaced"]],
  ["no mark", { inline: "", text: "  a" }, "a\n", ["block_mark_missing"]],
  ["fences", { inline: "", text: "a", fenced: true }, "a\n", ["inner_fences_removed"]],
  ["a mark with a wrong width", { inline: "|2", text: "    a" }, "a\n", []],
  ["a folded block with lines of its own", { inline: ">", text: "  a\n  b" }, "a\nb\n", ["folded_text_kept"]],
  ["a folded block that YAML reads alike", { inline: ">", text: "  a:\n    b" }, "a:\n  b\n", [
    "folded_text_kept",
  ]],
  ["folded prose", { kind: "prose", inline: ">", text: ` ${LONG}\n b` }, `${LONG}\nb\n`, [
    "folded_text_kept",
  ]],
  ["a part without a line end", { kind: "snippet", inline: "|-", text: "  a\n\n" }, "a", []],
  ["a part with a line end", { kind: "snippet", text: "  a\n\n" }, "a\n", []],
  ["a part that begins with blanks", { kind: "snippet", inline: "|2-", text: "    a" }, "  a", []],
  ["an empty part", { kind: "snippet", inline: "|-", text: "" }, "", []],
  ["nothing without a mark", { kind: "snippet", inline: "", text: "" }, null, []],
];

Deno.test("readBlock() takes a text out of its block byte by byte", async (t) => {
  for (const [name, block, value, repairs] of READ) {
    await t.step(name, () => assertEquals(read(block), [value, repairs as string[]]));
  }
});

const FOLDED = 'is folded (">"): use a block with "|"';
const NODE = 'is a list or a mapping, not a text: use a block with "|"';
const REFUSED: readonly [string, Case, string][] = [
  [
    "a line with less indentation",
    { text: "  a\n b" },
    "is indented unevenly: its line 2 is not indented like its first line",
  ],
  [
    "prose with less indentation",
    { kind: "prose", text: "  a\n b" },
    "is indented unevenly: its line 2 is not indented like its first line",
  ],
  ["tabs and blanks", { text: "  a:\n  \tb\n    c" }, "is indented by tabs and by blanks: use blanks"],
  ["a tab after blanks", { text: "\ta:\n\t  \tb" }, "is indented by tabs and by blanks: use blanks"],
  ["blank lines that folding takes away", { inline: ">", text: "  a\n\n  b" }, FOLDED],
  ["a line that was broken by folding", { inline: ">", text: `  ${LONG}\n  b` }, FOLDED],
  ["a list", { inline: "", text: "  - |\n    a" }, NODE],
  ["a mapping", { inline: "", text: "  python: |\n    a" }, NODE],
  ["a fence in a block", { text: "  ```python\n  a\n  ```" }, "stands in a Markdown fence"],
  [
    "keys in a block",
    { text: "  a\n  bugs: |\n    b" },
    "has a line in it that begins a key: indent all keys alike",
  ],
  [
    "kept blank lines of a part",
    { kind: "snippet", inline: "|+", text: " a\n\n" },
    'keeps blank lines at its end: use "|-"',
  ],
];

Deno.test("readBlock() refuses a text of which a byte is not certain", async (t) => {
  for (const [name, block, problem] of REFUSED) {
    await t.step(name, () => assertEquals(read(block)[0], { ok: false, problem }));
  }
});
