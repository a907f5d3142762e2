import { assertEquals } from "@std/assert";
import { toSortedJson } from "../../lib/core/sorted_json.ts";

Deno.test("toSortedJson() sorts keys at every level, keeps lists, and ends with a line end", () => {
  const value = { b: [{ z: 1, a: null }, "é"], a: { d: true, c: 1.5 } };
  assertEquals(
    toSortedJson(value),
    '{\n  "a": {\n    "c": 1.5,\n    "d": true\n  },\n  "b": [\n    {\n      "a": null,\n      "z": 1\n    },\n' +
      '    "é"\n  ]\n}\n',
  );
});

Deno.test("toSortedJson() leaves undefined fields out, and keeps keys with a meaning in JavaScript", () => {
  assertEquals(toSortedJson({ a: undefined, b: 1 }), '{\n  "b": 1\n}\n');
  const text = '{\n  "__proto__": 1,\n  "constructor": 2\n}\n';
  assertEquals(toSortedJson(JSON.parse(text)), text);
});

Deno.test("toSortedJson() is the same for the same content in another order", () => {
  assertEquals(toSortedJson({ x: 1, y: { q: 1, p: 2 } }), toSortedJson({ y: { p: 2, q: 1 }, x: 1 }));
});
