import { assert, assertEquals } from "@std/assert";
import { agentInstructions } from "../../lib/core/agent_instructions.ts";

const TASK = {
  summary: "Means of readings.\n",
  problemDescription: "Give the mean of a list.\n\nEmpty lists raise ValueError.",
  moduleName: "gauge",
  moduleFile: "broken.py",
};

Deno.test("agentInstructions() says what the module must do, how to test it and what may be edited", () => {
  const text = agentInstructions({ ...TASK, hidesTests: false });
  assert(text.startsWith("# Mend `broken.py`\n"));
  assert(
    text.includes("\nMeans of readings.\n\nGive the mean of a list.\n\nEmpty lists raise ValueError.\n"),
  );
  assert(text.includes("\n    python3 run_tests.py\n"));
  assert(text.includes("Edit `broken.py` only."));
  assert(text.includes("Leave `test_gauge.py` and `run_tests.py` as they are"));
  assert(!/\n{3}/.test(text) && text.endsWith(".\n"));
});

Deno.test("agentInstructions() tells of hidden tests only where there are some", () => {
  const [whole, part] = [false, true].map((hidesTests) => agentInstructions({ ...TASK, hidesTests }));
  assertEquals(whole!.includes("further tests"), false);
  assertEquals(part!.includes("further tests of the same behaviour that are not in this folder"), true);
});
