import { assertEquals } from "@std/assert";
import { specPassage } from "../../lib/transcript/spec_passage.ts";

const CODE = `def settling_velocity(radius, density):
    """Stokes settling velocity of a sphere."""
    return 2.0 / 9.0 * density * radius ** 3


def other(count):
    return count
`;

function passage(problemDescription: string, change: { function: string; line: number }) {
  return specPassage({ spec: { problemDescription } }, { code: CODE, ...change });
}

const TEXT =
  "A sphere of a given radius falls in a viscous fluid. The Stokes settling velocity grows with the square of the radius\n" +
  "and with the difference in density. Counts of particles must be whole numbers. A table lists measured fluids.";

Deno.test("specPassage() quotes the sentence that speaks of the faulty place, on one line", () => {
  assertEquals(
    passage(TEXT, { function: "settling_velocity", line: 3 }),
    "The Stokes settling velocity grows with the square of the radius and with the difference in density.",
  );
});

Deno.test("specPassage() quotes nothing where no sentence speaks of it clearly", () => {
  assertEquals(passage(TEXT, { function: "other", line: 7 }), null);
  assertEquals(passage("", { function: "settling_velocity", line: 3 }), null);
});
