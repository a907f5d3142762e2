import { handlerMismatch } from "../../../lib/bugs/operators/handler_mismatch.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("handlerMismatch catches another class, or one fewer", async () => {
  await assertMutants(handlerMismatch, [
    [
      "try:\n    y = f(x)\nexcept ZeroDivisionError as error:  # é\n    y = 0.0\n",
      "try:\n    y = f(x)\nexcept ValueError as error:  # é\n    y = 0.0\n",
    ],
    [
      "try:\n    y = f(x)\nexcept (KeyError, IndexError, OwnError):\n    y = 0.0\n",
      "try:\n    y = f(x)\nexcept (IndexError, OwnError):\n    y = 0.0\n",
      "try:\n    y = f(x)\nexcept (KeyError, OwnError):\n    y = 0.0\n",
      "try:\n    y = f(x)\nexcept (KeyError, IndexError):\n    y = 0.0\n",
    ],
    [
      "try:\n    y = f(x)\nexcept OwnError:\n    y = 0.0\nexcept:\n    y = 1.0\n",
    ],
  ]);
});
