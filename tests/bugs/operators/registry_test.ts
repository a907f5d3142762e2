import { assertEquals } from "@std/assert";
import { mutateModule } from "../../../lib/bugs/mutate_module.ts";
import { OPERATORS } from "../../../lib/bugs/operators/registry.ts";
import { parsePythonAll } from "../../support/parse_python.ts";

Deno.test("every operator makes its example: the code before gives the code after, which parses", async () => {
  const trees = await parsePythonAll(OPERATORS.map(({ example }) => example.before));
  const made = OPERATORS.map((operator, at) => {
    const { before, after } = operator.example;
    const codes = [...mutateModule(before, trees[at]!, [operator])].map(({ code }) => code);
    return { name: operator.name, after: codes.includes(after) ? after : codes };
  });
  assertEquals(made, OPERATORS.map(({ name, example }) => ({ name, after: example.after })));
  await parsePythonAll(OPERATORS.map(({ example }) => example.after));
});

Deno.test("every operator tells of its example in two sentences that quote code", async () => {
  const trees = await parsePythonAll(OPERATORS.map(({ example }) => example.before));
  const bad = OPERATORS.flatMap((operator, at) => {
    const { before, after } = operator.example;
    const told = [...mutateModule(before, trees[at]!, [operator])].find(({ code }) => code === after);
    const texts = [told?.description ?? "", told?.rootCause ?? ""];
    const isPlain = texts.every((text) =>
      /^[A-Z`].*\.$/s.test(text) && !/undefined|mutant|\bnull\b/.test(text)
    );
    return isPlain && texts[0]!.includes("`") ? [] : [{ name: operator.name, texts }];
  });
  assertEquals(bad, []);
});
