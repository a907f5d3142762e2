import { sharedClassAttribute } from "../../../lib/bugs/operators/shared_class_attribute.ts";
import { assertMutants } from "../../support/mutants_of.ts";

Deno.test("sharedClassAttribute moves an empty container to the class", async () => {
  await assertMutants(sharedClassAttribute, [
    [
      'class A:\n    """É."""\n\n    def __init__(self, x):\n        self.items: list = []\n        self.x = x\n',
      'class A:\n    """É."""\n\n    items: list = []\n\n    def __init__(self, x):\n        self.x = x\n',
    ],
    [
      "class A:\n    def __init__(self, x):\n        self.items = []  # é\n        self.x = [x]\n    def reset(self):\n        self.items = []\n        self.x = []\n",
    ],
    [
      "class A:\n    def __init__(self):\n        self.items = []\n",
    ],
  ]);
});
