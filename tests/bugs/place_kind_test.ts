import { assertEquals } from "@std/assert";
import { PlaceMap } from "../../lib/bugs/place_kind.ts";
import { parsePython } from "../support/parse_python.ts";

const CODE = `RATE = 7.5


def check_rate(rate):
    if rate < 11:
        raise ValueError("low")
    return rate + 12


def march(steps, start=13):
    if steps < 14:
        raise ValueError("none")
    for step in range(15):
        if step > 16:
            start = start + 17
    while start > 18:
        start -= 19
    if start == 20:
        return start * 21
    return max(start, 22)
`;
const map = new PlaceMap(await parsePython(CODE));

Deno.test("a place looks like what it stands in", () => {
  const kinds = Object.fromEntries(
    ["7.5", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22"].map((text) =>
      [text, map.kindAt(CODE.indexOf(text))] as const
    ),
  );
  assertEquals(kinds, {
    "7.5": "constant",
    "11": "guard",
    "12": "guard",
    "13": "default",
    "14": "guard",
    "15": "loop",
    "16": "loop",
    "17": "formula",
    "18": "loop",
    "19": "formula",
    "20": "branch",
    "21": "formula",
    "22": "plain",
  });
});
