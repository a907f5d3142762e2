// Puts bugs into a module of one's own, which its tests, examples or assertions catch.
import { generateFromAssertions, generateFromExamples, injectInto } from "../mod.ts";

const moduleName = "decay";
const code = `"""Radioactive decay of one nuclide."""
import math


def decay_constant(half_life):
    """Decays per second of one nucleus, from the half-life in seconds."""
    if half_life <= 0:
        raise ValueError("the half-life is not positive")
    return math.log(2) / half_life


def remaining(amount, half_life, time):
    """What is left of an amount after a time in seconds."""
    return amount * math.exp(-decay_constant(half_life) * time)
`;

const tests = `import pytest

from decay import decay_constant, remaining


@pytest.mark.parametrize("half_lives, share", [(1, 0.5), (2, 0.25), (10, 2**-10)])
def test_halves(half_lives, share):
    assert remaining(1.0, 30.0, 30.0 * half_lives) == pytest.approx(share)


def test_refuses_no_half_life():
    with pytest.raises(ValueError):
        decay_constant(0)
`;

for (
  const { payload } of await injectInto({ moduleName, code, tests, count: 3, domain: "Nuclear Physics" })
) {
  console.log(`tests: ${payload.tests.fail_to_pass.length} fail: ${payload.bugs[0]!.description}`);
}

const [fromExamples] = await generateFromExamples({
  moduleName,
  code,
  function: "remaining",
  examples: [{ args: [8, 2, 4], output: 2 + 1e-12 }, { args: [1, -1, 0], raises: "ValueError" }],
});
console.log(`examples: ${fromExamples!.payload.tests.fail_to_pass.length} fail`);

const [fromAssertions] = await generateFromAssertions({
  moduleName,
  code,
  assertions: "assert remaining(6.0, 1.0, 0.0) == 6.0\nassert 0.69 < decay_constant(1.0) < 0.7\n",
});
console.log(`assertions: ${fromAssertions!.payload.tests.fail_to_pass.length} fail`);
