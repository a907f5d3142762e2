/** Names in the text of a suite, by its functions and methods. */
interface Block {
  readonly name: string;
  /** The class around it; "" for a plain function. */
  readonly owner: string;
  readonly words: ReadonlySet<string>;
}

/** What runs before each test without being named. */
const FIXTURES = ["setUp", "setUpClass", "setUpModule"];

/**
 * The names that each test mentions, itself or in what it calls of its own file: what whoever reads the test is led to.
 * Read from the text alone.
 *
 * @returns By test id.
 */
export function testMentions(
  tests: string,
  ids: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const blocks = blocksOf(tests);
  return new Map(ids.map((id) => {
    const [name, owner = ""] = id.split(".").reverse();
    const words = new Set<string>();
    const todo = blocks.filter((block) =>
      (block.name === name && (owner === "" || block.owner === owner)) ||
      (FIXTURES.includes(block.name) && (block.owner === owner || block.owner === ""))
    );
    const done = new Set(todo);
    for (const block of todo) {
      for (const word of block.words) {
        words.add(word);
        for (const other of blocks) {
          if (other.name !== word || done.has(other) || /^test/.test(word)) continue;
          done.add(other);
          todo.push(other);
        }
      }
    }
    return [id, words];
  }));
}

function blocksOf(tests: string): readonly Block[] {
  const lines = tests.split("\n");
  const blocks: Block[] = [];
  let owner = { name: "", depth: -1 };
  lines.forEach((line, at) => {
    const depth = line.search(/\S/);
    if (depth >= 0 && depth <= owner.depth) owner = { name: "", depth: -1 };
    const opens = /^\s*(?:(class)|(?:async\s+)?def)\s+(\w+)/.exec(line);
    if (opens === null) return;
    if (opens[1] !== undefined) {
      owner = { name: opens[2]!, depth };
      return;
    }
    const length = lines.slice(at + 1).findIndex((next) => {
      const column = next.search(/\S/);
      return column >= 0 && column <= depth && !/^\s*[)\]}]/.test(next);
    });
    const text = lines.slice(at + 1, length < 0 ? undefined : at + 1 + length).join("\n");
    blocks.push({ name: opens[2]!, owner: owner.name, words: new Set(text.match(/[A-Za-z_]\w*/g)) });
  });
  return blocks;
}
