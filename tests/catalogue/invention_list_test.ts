import { assertEquals, assertThrows } from "@std/assert";
import { openInventionList } from "../../lib/catalogue/invention_list.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { inTempDir, namesIn } from "../support/run_main.ts";

const seed = (subtopic: string) => ({ domain: "D", topic: "T", subtopic });

Deno.test("openInventionList() keeps scenarios in their order, each once, in memory and in a file", () =>
  inTempDir((dir) => {
    for (const list of [openInventionList(null), openInventionList(`${dir}/state.json`)]) {
      assertEquals(list.read(), []);
      list.add([seed("b"), seed("a")]);
      list.add([seed("c"), seed("b")]);
      assertEquals(list.read(), [seed("b"), seed("a"), seed("c")]);
    }
    assertEquals(namesIn(dir), ["state.json.scenarios.jsonl"]);
    assertEquals(openInventionList(`${dir}/state.json`).read(), [seed("b"), seed("a"), seed("c")]);
    return Promise.resolve();
  }));

Deno.test("openInventionList() sees what others add, and passes over junk", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/s.scenarios.jsonl`;
    const list = openInventionList(`${dir}/s`);
    openInventionList(`${dir}/s`).add([seed("a")]);
    await Deno.writeTextFile(
      path,
      '\n{"domain":"D"}\n[3\n{"domain":"D","topic":"T","subtopic":"x::y"}\n{"domain"',
      { append: true },
    );
    list.add([seed("b")]);
    assertEquals(list.read(), [seed("a"), seed("b")]);
    await Deno.remove(path);
    assertEquals(list.read(), []);
    await Deno.mkdir(path);
    assertThrows(() => openInventionList(`${dir}/s`), UsageError, "it is a folder");
  }));
