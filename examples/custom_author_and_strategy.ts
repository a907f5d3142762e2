// Your own module and your own kind of bug: an author gives the scenario, a strategy says how to break it.
// deno run -A examples/custom_author_and_strategy.ts
import {
  applyEdits,
  type Author,
  type BugStrategy,
  type Candidate,
  DebugConversationPipeline,
  NO_USAGE,
} from "../mod.ts";

const seed = { domain: "Optics", topic: "Geometrical Optics", subtopic: "Thin Lens Imaging" };

// The document that a model is asked for too: it is parsed, checked and proved healthy just the same.
const author: Author = {
  name: "my-own",
  model: null,
  repeats: true,
  write: () => Promise.resolve({ kind: "text", text: DOCUMENT, usage: NO_USAGE }),
};

// Proposes every "1.0 / x" without its reciprocal. What the tests do not catch is thrown away later.
const forgottenReciprocal: BugStrategy = {
  name: "forgotten_reciprocal",
  propose({ module: { spec } }) {
    const candidates = [...spec.correctCode.matchAll(/1\.0 \/ (\w+)/g)].map((match): Candidate => {
      const edits = [{ start: match.index, end: match.index + match[0].length, text: match[1]! }];
      return {
        strategy: "operator",
        operator: "forgotten_reciprocal",
        family: "arithmetic",
        edits,
        code: applyEdits(spec.correctCode, edits),
        function: "image_distance",
        line: spec.correctCode.slice(0, match.index).split("\n").length,
        description: `${match[1]} is used in place of its reciprocal.`,
        rootCause: "The lens equation adds reciprocals of distances, not distances.",
      };
    });
    return { candidates, refused: [], usage: NO_USAGE };
  },
};

const DOCUMENT = `
domain: ${seed.domain}
topic: ${seed.topic}
subtopic: ${seed.subtopic}
module_name: thin_lens
summary: Image distance and magnification of a thin lens.
problem_description: A thin lens of focal length f images an object at distance s to s', with 1/f = 1/s + 1/s'.
solution_outline: |
  1. Solve the lens equation for the image distance.
  2. The magnification is -s'/s.
correct_code: |
  def image_distance(focal_length, object_distance):
      """Image distance from 1/f = 1/s + 1/s', all in metres."""
      if focal_length == object_distance:
          raise ValueError("the image is at infinity")
      return 1.0 / (1.0 / focal_length - 1.0 / object_distance)


  def magnification(focal_length, object_distance):
      """Lateral magnification; negative for an inverted image."""
      return -image_distance(focal_length, object_distance) / object_distance
unit_tests: |
  import unittest

  from thin_lens import image_distance, magnification


  class TestThinLens(unittest.TestCase):
      def test_object_at_twice_the_focal_length(self):
          self.assertAlmostEqual(image_distance(0.25, 0.5), 0.5)
          self.assertAlmostEqual(magnification(0.25, 0.5), -1.0)

      def test_magnifier_has_a_virtual_image(self):
          self.assertLess(image_distance(0.25, 0.2), 0.0)

      def test_no_image_from_the_focus(self):
          with self.assertRaises(ValueError):
              image_distance(0.25, 0.25)
end: true
`;

await using pipeline = new DebugConversationPipeline({
  author,
  seeds: [seed],
  strategies: [forgottenReciprocal],
});
const { payload } = await pipeline.generate();
console.log(payload.code_diff);
console.log(payload.failing_output);
