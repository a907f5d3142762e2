import { shortened, visibleText } from "../core/visible_text.ts";

/** What a chart shows. */
export interface BarChart {
  /** Its heading. */
  readonly title: string;
  /** What is counted, such as "tasks". */
  readonly unit: string;
  /** The bars, from the top. */
  readonly bars: readonly { readonly name: string; readonly count: number }[];
  /** What is not among the bars, in a line at the foot; null where nothing is missing. */
  readonly rest: string | null;
}

const WIDTH = 720;
const LABELS = 236;
const NUMBERS = 64;
const ROW = 26;
const TOP = 52;
const BOTTOM = 16;
const LONGEST_LABEL = 32;

/** Has a ground of its own, so that it can be read on any page, and follows the reader's choice of light or dark. */
const STYLE = `.ground{fill:#ffffff;stroke:#d0d7de}.text{fill:#1f2328}.faint{fill:#59636e}.bar{fill:#0969da}
@media(prefers-color-scheme:dark){.ground{fill:#151b23;stroke:#3d444d}.text{fill:#f0f6fc}.faint{fill:#9198a1}.bar{fill:#4493f8}}
text{font:13px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}.title{font-size:16px;font-weight:600}`;

/** The chart as an SVG without scripts: lying bars, each with its name and number. */
export function barChart({ title, unit, bars, rest }: BarChart): string {
  const foot = TOP + ROW * bars.length;
  const height = foot + (rest === null ? 0 : ROW) + BOTTOM;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const room = WIDTH - LABELS - NUMBERS - 28;
  const rows = bars.flatMap(({ name, count }, at) => {
    const [top, middle] = [TOP + ROW * at, TOP + ROW * at + ROW / 2];
    const length = Math.max(2, Math.round((count / most) * room * 10) / 10);
    return [
      `<g><title>${xmlText(`${name}: ${count} ${unit}`)}</title>`,
      `<text class="text" x="${LABELS}" y="${middle}" text-anchor="end" dominant-baseline="central">${
        xmlText(fitting(name))
      }</text>`,
      `<rect class="bar" x="${LABELS + 12}" y="${top + 4}" width="${length}" height="${ROW - 8}" rx="2"/>`,
      `<text class="faint" x="${LABELS + 20 + length}" y="${middle}" dominant-baseline="central">${
        count.toLocaleString("en")
      }</text></g>`,
    ];
  });
  const said = bars.map(({ name, count }) => `${name} ${count}`).join(", ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ` +
    `role="img" aria-labelledby="title desc">`,
    `<title id="title">${xmlText(title)}</title>`,
    `<desc id="desc">${
      xmlText([`Number of ${unit}: ${said}`, rest].filter((text) => text !== null).join("; "))
    }</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6"/>`,
    `<text class="text title" x="20" y="32">${xmlText(title)}</text>`,
    ...rows,
    ...(rest === null ? [] : [
      `<text class="faint" x="${LABELS + 12}" y="${foot + ROW / 2}" dominant-baseline="central">${
        xmlText(rest)
      }</text>`,
    ]),
    "</svg>\n",
  ].join("\n");
}

/** A label that has room; wide letters, such as Chinese ones, take two places. */
function fitting(name: string): string {
  const seen = visibleText(name.replace(/\s+/g, " ").trim());
  let places = 0;
  const end = [...seen].findIndex((letter) =>
    (places += letter.codePointAt(0)! < 0x1100 ? 1 : 2) > LONGEST_LABEL
  );
  return end < 0 ? seen : `${[...seen].slice(0, end - 1).join("")}…`;
}

function xmlText(text: string): string {
  const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  // What Unicode never assigns to a character, XML refuses.
  const shown = visibleText(shortened(text.replace(/\s+/g, " "), 4000)).replace(/[\ufffe\uffff]/g, "");
  return shown.replace(/[&<>"]/g, (mark) => marks[mark]!);
}
