import type { Fields, FoundTask, RecordFormat } from "../core/import_format.ts";
import type { ReadPayload } from "../core/read_payload.ts";
import { reject } from "../core/rejection.ts";
import { reportedTests } from "../core/reported_tests.ts";
import type { TestId } from "../core/test_ids.ts";
import {
  applyPatch,
  embeddedTask,
  foundTask,
  type InstanceSources,
  patchedModule,
} from "./instance_sources.ts";
import { listOfTexts } from "./list_of_texts.ts";

/** SWE-bench: the base is broken, the tests come by `test_patch`. */
export const sweBench: RecordFormat = {
  name: "swe-bench",
  kind: "record",
  summary: "Instances of SWE-bench with repo.git beside them, of one module each",
  recognises: (record) => ["instance_id", "base_commit", "patch", "test_patch"].every((key) => key in record),
  async read(instance, place) {
    const embedded = embeddedTask(instance);
    if (!embedded.ok) return embedded;
    const patched = await patchedModule(instance, place);
    if (!patched.ok) return patched;
    let sources: InstanceSources | null = null;
    if (patched.value !== null) {
      const { moduleName, before, after, files } = patched.value;
      const testFile = `test_${moduleName}.py`;
      const { test_patch: testPatch } = instance;
      const unitTests = typeof testPatch === "string" && testPatch !== ""
        ? applyPatch(files.get(testFile) ?? "", testPatch)
        : files.get(testFile) ?? null;
      if (unitTests === null) return reject("bad_instance", `its test_patch does not give ${testFile}`);
      sources = { moduleName, buggyCode: before, correctCode: after, unitTests };
    }
    const tests = readLists(instance, embedded.value);
    if (tests === null) return reject("bad_instance", "FAIL_TO_PASS or PASS_TO_PASS is no list of texts");
    return foundTask({ sources, tests, texts: {}, embedded: embedded.value });
  },
};

type Lists = Pick<FoundTask, "failToPass" | "passToPass">;

/** Ids of the tests that an instance lists; names that tell no test are not known, and then neither is the list. */
function readLists(instance: Fields, embedded: { json: string; payload: ReadPayload } | null): Lists | null {
  const [failing, passing] = [listOfTexts(instance.FAIL_TO_PASS), listOfTexts(instance.PASS_TO_PASS)];
  if (failing === null || passing === null) return null;
  const names = embedded === null ? new Map<string, TestId>() : namesIn(embedded);
  const toIds = (list: readonly string[]) => {
    const ids = list.map((name) => names.get(name) ?? idOf(name));
    return ids.every((id) => id !== null) ? ids : null;
  };
  return { failToPass: toIds(failing), passToPass: toIds(passing) };
}

/** By the name that a report has for it, such as its docstring, a test's id. */
function namesIn({ json, payload }: { json: string; payload: ReadPayload }): Map<string, TestId> {
  const { passing_output: passing, failing_output: failing } = JSON.parse(json) as Record<string, unknown>;
  const reports = [passing, failing].filter((report) => typeof report === "string");
  const tests = reports.flatMap((report) => reportedTests(report, payload.moduleName));
  return new Map(tests.map(({ id, name }) => [name, id]));
}

/** "test_x (test_module.Class.test_x)", or "test_module.py::Class::test_x". */
function idOf(name: string): TestId | null {
  const [, method, inner] = /^(\w+) \(\w+\.([\w.]+)\)$/.exec(name) ?? [];
  if (method !== undefined) return inner!.endsWith(`.${method}`) ? inner! : `${inner}.${method}`;
  const [, node] = /^\w+\.py::(\w+::\w+)$/.exec(name) ?? [];
  return node?.replace("::", ".") ?? null;
}
