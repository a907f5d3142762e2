import { guardLate } from "../../../lib/bugs/operators/guard_late.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("guardLate checks after the statement that needs the check", async () => {
  await assertMutants(guardLate, [
    [
      'if not n:  # é\n    raise ValueError("none")\nmean = total / n\nif k not in d:\n    raise KeyError(k)\nx = d[k]\n',
      'if not n:  # é\n    raise ValueError("none")\nmean = total / n\nx = d[k]\nif k not in d:\n    raise KeyError(k)\n',
    ],
    [
      'if n == 0:\n    raise ValueError("none")\nreturn_value = total * n\n',
    ],
    [
      'if n == 0:\n    raise ValueError("none")\nn = 2 / n\n',
    ],
    [
      'if n == 0:\n    raise ValueError("none")\n\ny = 2 / n\n',
    ],
    [
      "class A:\n    def f(self, x):\n        if x > self.top:\n            raise ValueError('x')\n        j = x / self.h\n        return j\n",
    ],
    [
      "class A:\n    def f(self, x):\n        if not 0.0 <= x <= self.top:\n            raise ValueError('x')\n        j = x / self.top\n        return j\n",
    ],
    [
      "if n < LEAST:\n    raise ValueError('n')\nh = 1.0 / n\n",
      "h = 1.0 / n\nif n < LEAST:\n    raise ValueError('n')\n",
    ],
    [
      "if not width > 0.0:\n    raise ValueError('n')\nh = [1.0 / (2.0 * width) for x in xs]\n",
      "h = [1.0 / (2.0 * width) for x in xs]\nif not width > 0.0:\n    raise ValueError('n')\n",
    ],
    [
      "if n < 1:\n    raise ValueError('n')\nh = [k / n for k in range(n)]\n",
    ],
    [
      "if not xs:\n    raise ValueError('empty')\nmean = sum(xs) / len(xs)\n",
      "mean = sum(xs) / len(xs)\nif not xs:\n    raise ValueError('empty')\n",
    ],
    [
      "if len(xs) < 3:\n    raise ValueError('few')\ngaps = [b - a for a, b in zip(xs, xs[1:])]\n",
    ],
    [
      "if any(k not in d for k in ks):\n    raise ValueError('k')\nn = sum(counts[k] for k in ks)\n",
    ],
    [
      "if k not in ('a', 'b'):\n    raise ValueError('k')\nn = counts[k]\n",
      "n = counts[k]\nif k not in ('a', 'b'):\n    raise ValueError('k')\n",
    ],
    [
      "if len(xs) < 3:\n    raise ValueError('few')\nfan = [(xs[0], x) for x in xs[1:]]\n",
    ],
    [
      "if not 0 <= i < n:\n    raise ValueError('i')\nx = xs[i]\n",
      "x = xs[i]\nif not 0 <= i < n:\n    raise ValueError('i')\n",
    ],
  ]);
});
