import { pick, type Random } from "../../lib/core/random.ts";
import { HOSTILE_PIECES } from "./mutate_bytes.ts";

/** A JSON value whose objects may have one key twice, and whose scalars are written as they stand. */
type Node = { scalar: string } | { items: Node[] } | { entries: [key: string, value: Node][] };

const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "",
  "schema_version",
  "\x1b[31m",
  "\ud800",
  "0",
  "length",
];
const SCALARS = [
  "null",
  "true",
  "0",
  "-1",
  "-0",
  "1.5",
  "1e400",
  "-1e400",
  "9007199254740993",
  "1e-400",
  '""',
  '" "',
  '"__proto__"',
  '"../../x"',
  '"a::b"',
  '"\\ud800"',
  '"\\u0000"',
  JSON.stringify("x".repeat(20_000)),
  JSON.stringify("x".repeat(1_000_001)),
  JSON.stringify(" ".repeat(2000)),
  "9".repeat(400),
];

/**
 * A value's JSON text after one to five changes of its structure: values of other types, keys renamed, doubled, swapped
 * and left out, lists repeated, depth grown, strings and numbers without measure.
 */
export function mutateJson(value: unknown, random: Random): string {
  const root = { items: [toNode(value)] };
  for (let count = 1 + below(random, 5); count > 0; count--) change(pick(random, containersOf(root)), random);
  return root.items.map(write).join(random.next() < 0.5 ? " " : ",");
}

function toNode(value: unknown): Node {
  if (Array.isArray(value)) return { items: value.map(toNode) };
  if (typeof value !== "object" || value === null) return { scalar: JSON.stringify(value) ?? "null" };
  return { entries: Object.entries(value).map(([key, each]) => [key, toNode(each)]) };
}

type Container = Exclude<Node, { scalar: string }>;

/** Most lists and objects that are looked at: the outer ones come first. */
const MAX_CONTAINERS = 300;

function containersOf(root: Container): Container[] {
  const found = [root];
  for (let at = 0; at < found.length && found.length < MAX_CONTAINERS; at++) {
    const node = found[at]!;
    const children = "items" in node ? node.items : node.entries.map(([, value]) => value);
    // A long list stands for itself: the first and last of it are enough.
    const some = children.length > 20 ? [...children.slice(0, 10), ...children.slice(-10)] : children;
    found.push(...some.filter((child): child is Container => !("scalar" in child)));
  }
  return found;
}

function change(node: Container, random: Random): void {
  const length = "items" in node ? node.items.length : node.entries.length;
  if (length === 0) {
    return void ("items" in node
      ? node.items.push(hostile(random))
      : node.entries.push(["a", hostile(random)]));
  }
  const [at, other] = [below(random, length), below(random, length)];
  const list: unknown[] = "items" in node ? node.items : node.entries;
  const valueAt = (index: number) => "items" in node ? node.items[index]! : node.entries[index]![1];
  const put = (value: Node) => {
    if ("items" in node) node.items[at] = value;
    else node.entries[at]![1] = value;
  };
  switch (below(random, 9)) {
    case 0:
      return void list.splice(at, 1);
    case 1:
      return void list.splice(other, 0, "items" in node ? list[at] : [...node.entries[at]!]);
    case 2:
      if ("entries" in node) {
        node.entries[at]![0] = pick(random, [
          ...KEYS,
          ...node.entries.map(([key]) => key),
        ]);
      }
      return;
    case 3:
      return put(valueAt(other));
    case 4:
      return put(deepened(valueAt(at), random));
    case 5:
      return put({ items: Array.from({ length: pick(random, [0, 1, 2, 50]) }, () => valueAt(at)) });
    case 6: {
      const value = valueAt(at);
      if ("scalar" in value) put({ scalar: spliced(value.scalar, random) });
      return;
    }
    default:
      return put(hostile(random));
  }
}

function hostile(random: Random): Node {
  return { scalar: pick(random, SCALARS) };
}

function deepened(node: Node, random: Random): Node {
  let deep = node;
  for (let depth = pick(random, [1, 3, 60, 70, 3000]); depth > 0; depth--) {
    deep = random.next() < 0.5 ? { items: [deep] } : { entries: [["a", deep]] };
  }
  return deep;
}

/** A string with something hostile in it; other scalars become strings. */
function spliced(scalar: string, random: Random): string {
  const text: unknown = JSON.parse(/^"/.test(scalar) && scalar.length < 5000 ? scalar : '"x"');
  const at = below(random, String(text).length + 1);
  return JSON.stringify(String(text).slice(0, at) + pick(random, HOSTILE_PIECES) + String(text).slice(at));
}

/** Longest text that is written; what was doubled again and again is cut. */
const MAX_LENGTH = 2_000_000;

/** Without calling itself: a node may be thousands deep. */
function write(node: Node): string {
  const done: string[] = [];
  const open: (Node | string)[] = [node];
  let length = 0;
  while (open.length > 0 && length < MAX_LENGTH) {
    const next = open.pop()!;
    if (typeof next === "string" || "scalar" in next) {
      const text = typeof next === "string" ? next : next.scalar;
      length += text.length;
      done.push(text);
    } else if ("items" in next) {
      open.push("]", ...next.items.flatMap((item, at) => at === 0 ? [item] : [",", item]).reverse(), "[");
    } else {
      const parts = next.entries.flatMap((
        [key, value],
        at,
      ) => [at === 0 ? "" : ",", `${JSON.stringify(key)}:`, value]);
      open.push("}", ...parts.reverse(), "{");
    }
  }
  return done.join("");
}

function below(random: Random, limit: number): number {
  return Math.floor(random.next() * limit);
}
