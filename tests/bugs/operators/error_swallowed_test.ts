import { errorSwallowed } from "../../../lib/bugs/operators/error_swallowed.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("errorSwallowed goes on where an error has to be raised", async () => {
  await assertMutants(errorSwallowed, [
    [
      'try:\n    y = f(x)\nexcept KeyError:  # é\n    raise ValueError("é") from None\n',
      "try:\n    y = f(x)\nexcept KeyError:  # é\n    pass\n",
    ],
    [
      "for x in xs:\n    try:\n        y = f(x)\n    except KeyError:\n        n += 1\n        raise\n",
      "for x in xs:\n    try:\n        y = f(x)\n    except KeyError:\n        n += 1\n        continue\n",
    ],
    [
      "try:\n    y = f(x)\nexcept KeyError:\n    y = 0.0\n",
    ],
  ]);
});
