import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { barChart } from "../../lib/export/bar_chart.ts";

Deno.test("a chart's bars are as long as their counts, and each is told in words", () => {
  const bars = [{ name: "Hydrology", count: 1200 }, { name: "Optics", count: 600 }];
  const svg = barChart({ title: "Tasks by domain", unit: "tasks", bars, rest: null });
  const lengths = [...svg.matchAll(/class="bar".*? width="([\d.]+)"/g)].map(([, width]) => Number(width));
  assertEquals(lengths.length, 2);
  assertEquals(lengths[0], 2 * lengths[1]!);
  assertStringIncludes(svg, '<desc id="desc">Number of tasks: Hydrology 1200, Optics 600</desc>');
  assertStringIncludes(svg, ">1,200</text>");
  assertStringIncludes(svg, "prefers-color-scheme:dark");
});

Deno.test("what has no room in a chart is told at its foot", () => {
  const bars = [{ name: "a", count: 1 }];
  const [without, with_] = [null, "and 3 others with 7 tasks"].map((rest) =>
    barChart({ title: "t", unit: "tasks", bars, rest })
  );
  const height = (svg: string) => Number(/height="(\d+)"/.exec(svg)![1]);
  assert(height(with_!) > height(without!));
  assertStringIncludes(with_!, ">and 3 others with 7 tasks</text>");
});

Deno.test("a long label is cut, wide letters sooner, and its title keeps the whole name", () => {
  for (const [letter, room] of [["x", 31], ["漢", 15]] as const) {
    const name = letter.repeat(60);
    const svg = barChart({ title: "t", unit: "tasks", bars: [{ name, count: 1 }], rest: null });
    assertStringIncludes(svg, `<title>${name}: 1 tasks</title>`);
    assertStringIncludes(svg, `>${letter.repeat(room)}…</text>`);
  }
});
