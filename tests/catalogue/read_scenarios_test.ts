import { assert, assertEquals } from "@std/assert";
import { readScenarios } from "../../lib/catalogue/read_scenarios.ts";

const THIN = { domain: "Optics", topic: "Lenses", subtopic: "Thin Lens" };
const THICK = { domain: "Optics", topic: "Lenses", subtopic: "Thick Lens: Cardinal Points" };
const JSON_LIST = JSON.stringify([THIN, THICK], null, 2);

Deno.test("readScenarios() reads a list in every form that models give it", () => {
  const table: [name: string, answer: string][] = [
    ["JSON", JSON_LIST],
    ["JSON on one line", JSON.stringify([THIN, THICK])],
    ["a fence", "```json\n" + JSON_LIST + "\n```"],
    ["prose around it", `Here are [two] ideas:\n\n${JSON_LIST}\n\nDo you want more?`],
    ["prose around a fence", `Sure {thing}!\n\`\`\`\n${JSON_LIST}\n\`\`\`\nEnjoy [it].`],
    ["thoughts before it", `<think>\n[{"subtopic": "No"}]\n</think>\n${JSON_LIST}`],
    ["thoughts whose beginning is missing", `[{"subtopic": "No"}] no\n</think>\n${JSON_LIST}`],
    ["thoughts after it", `${JSON_LIST}\n<think>or [{"subtopic": "No"}]?`],
    ["Windows line ends", JSON_LIST.replaceAll("\n", "\r\n")],
    ["one object a line", `${JSON.stringify(THIN)}\n${JSON.stringify(THICK)}\n`],
    ["a trailing comma", `[${JSON.stringify(THIN)}, ${JSON.stringify(THICK)},]`],
    ["a cut list", `[${JSON.stringify(THIN)}, ${JSON.stringify(THICK)}, {"domain": "Optics", "topic": "Le`],
    ["an object around it", JSON.stringify({ scenarios: [THIN, THICK] })],
    ["an object of another name, with remarks", JSON.stringify({ notes: ["a", "b"], ideas: [THIN, THICK] })],
    [
      "keys with capitals",
      JSON_LIST.replaceAll('"domain"', '"Domain"').replaceAll('"subtopic"', '"Subtopic"'),
    ],
    ["further keys", JSON.stringify([{ id: 1, ...THIN }, { ...THICK, why: "new" }])],
    [
      "shared parts",
      JSON.stringify({
        domain: "Optics",
        topic: "Lenses",
        scenarios: [{ subtopic: THIN.subtopic }, { subtopic: THICK.subtopic }],
      }),
    ],
    [
      "shared parts and names alone",
      JSON.stringify({ domain: "Optics", topic: "Lenses", subtopics: [THIN.subtopic, THICK.subtopic] }),
    ],
    ["a catalogue", JSON.stringify({ Optics: { Lenses: [THIN.subtopic, THICK.subtopic] } })],
    ["keys", "Optics::Lenses::Thin Lens\nOptics :: Lenses :: Thick Lens: Cardinal Points\n"],
    ["keys in a list", "1. `Optics::Lenses::Thin Lens`\n2. **Optics::Lenses::Thick Lens: Cardinal Points**"],
    ["keys as JSON", '["Optics::Lenses::Thin Lens", "Optics::Lenses::Thick Lens: Cardinal Points"]'],
    [
      "YAML",
      "- domain: Optics\n  topic: Lenses\n  subtopic: Thin Lens\n" +
      '- domain: "Optics"\n  topic: Lenses\n  subtopic: Thick Lens: Cardinal Points\n',
    ],
    [
      "labels in prose",
      "**Domain:** Optics\n**Topic:** Lenses\n**Subtopic:** Thin Lens\n\n" +
      "**Domain**: Optics\n**Topic**: Lenses\n**Subtopic**: Thick Lens: Cardinal Points",
    ],
  ];
  for (const [name, answer] of table) assertEquals(readScenarios(answer), [THIN, THICK], name);
});

Deno.test("readScenarios() reads names alone, for a topic that is known", () => {
  const names = [{ subtopic: "Thin Lens" }, { subtopic: "Thick Lens" }];
  for (
    const answer of [
      '["Thin Lens", "Thick Lens"]',
      '{"subtopics": ["Thin Lens", "Thick Lens"]}',
      "- Thin Lens\n- Thick Lens\n",
      '1. "Thin Lens"\n2) *Thick Lens*\n',
      "```\n* Thin Lens\n* Thick Lens\n```",
    ]
  ) assertEquals(readScenarios(answer), names, answer);
});

Deno.test("readScenarios() gives parts of any kind as they are, for a check to refuse", () => {
  assertEquals(readScenarios('[{"domain": 3, "subtopic": null}, {"topic": "x"}, 7, ["y"]]'), [
    { domain: 3, subtopic: null },
  ]);
});

Deno.test("readScenarios() finds nothing where nothing is", () => {
  for (
    const answer of [
      "",
      "   \n",
      "I cannot help with that.",
      "[]",
      "{}",
      "null",
      '{"error": "overloaded"}',
      "<think>" + JSON_LIST,
      "Scenarios:\n- Thin Lens",
      '"Thin Lens"',
      "a::b",
      "a::b::c::d",
    ]
  ) assertEquals(readScenarios(answer), [], answer);
});

Deno.test("readScenarios() reads any mutilation of an answer without a throw, and invents nothing", () => {
  const allowed = new Set([THIN, THICK].flatMap((seed) => Object.values(seed)));
  for (let at = 0; at < JSON_LIST.length; at++) {
    for (const text of [JSON_LIST.slice(0, at), JSON_LIST.slice(at), "[{".repeat(at) + JSON_LIST]) {
      for (const found of readScenarios(text)) {
        for (const value of Object.values(found)) assert(allowed.has(value as string), `${at}: ${value}`);
      }
    }
  }
  for (const piece of ["{", "[", "```\n", '{"a":', "- ", "subtopic:", " ", "a::", "<think>", "*", "\\"]) {
    assert(Array.isArray(readScenarios(piece.repeat(200_000))), piece);
  }
});
