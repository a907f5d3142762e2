import { wrongException } from "../../../lib/bugs/operators/wrong_exception.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("wrongException raises an error that the check suggests, and leaves other errors alone", async () => {
  await assertMutants(wrongException, [
    [
      "if key not in table:\n    raise ValueError('m')\n",
      "if key not in table:\n    raise KeyError('m')\n",
    ],
    [
      "if not 0 <= i < len(xs):\n    raise ValueError('m')\n",
      "if not 0 <= i < len(xs):\n    raise IndexError('m')\n",
    ],
    [
      "if total == 0.0:\n    raise ValueError('m')\n",
      "if total == 0.0:\n    raise ZeroDivisionError('m')\n",
    ],
    [
      "if x < 0.0:\n    raise ValueError('m')\n",
    ],
    [
      "if not xs:\n    raise ValueError('m')\n",
      "if not xs:\n    raise IndexError('m')\n",
    ],
    [
      "if len(xs) < 3:\n    raise ValueError('m')\n",
      "if len(xs) < 3:\n    raise IndexError('m')\n",
    ],
    [
      "if len(xs) != 3:\n    raise ValueError('m')\n",
      "if len(xs) != 3:\n    raise TypeError('m')\n",
    ],
    [
      "if found is None:\n    raise ValueError('m')\n",
      "if found is None:\n    raise RuntimeError('m')\n",
    ],
    [
      "if abs(pivot) < TINY:\n    raise ValueError('m')\n",
      "if abs(pivot) < TINY:\n    raise ArithmeticError('m')\n",
    ],
    [
      "if not isinstance(x, int):\n    raise TypeError('m')\n",
      "if not isinstance(x, int):\n    raise ValueError('m')\n",
    ],
    [
      "def f(x):\n    raise RuntimeError(f'{x} é')  # late\n",
      "def f(x):\n    raise ValueError(f'{x} é')  # late\n",
    ],
    [
      "try:\n    f()\nexcept KeyError as error:\n    raise ValueError('no') from error\n",
      "try:\n    f()\nexcept KeyError as error:\n    raise RuntimeError('no') from error\n",
    ],
    [
      "if x < 0.0:\n    raise NoSolution('m')\n",
    ],
    [
      "try:\n    f()\nexcept KeyError:\n    raise\n",
    ],
    [
      "if not closed:\n    raise ValueError('m')\n",
    ],
    [
      "if len(xs) == 0:\n    raise ValueError('m')\n",
    ],
    [
      "if 2 ** limit < len(xs):\n    raise ValueError('m')\n",
    ],
    [
      "if len(done) < len(xs):\n    raise ValueError('m')\n",
    ],
    [
      "if kind not in ('a', 'b'):\n    raise ValueError('m')\n",
      "if kind not in ('a', 'b'):\n    raise KeyError('m')\n",
    ],
    [
      "if kind not in (Kind.A, Kind.B):\n    raise ValueError('m')\n",
    ],
    [
      "if outcome not in (0, 1):\n    raise ValueError('m')\n",
    ],
    [
      "if x not in table or y <= 0.0:\n    raise ValueError('m')\n",
    ],
    [
      "if not 0.0 < f < fs / 2.0:\n    raise ValueError('m')\n",
    ],
    [
      "if not 0.0 < x < math.inf:\n    raise ValueError('m')\n",
    ],
  ]);
});
