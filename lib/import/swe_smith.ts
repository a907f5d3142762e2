import type { RecordFormat } from "../core/import_format.ts";
import { reject } from "../core/rejection.ts";
import { embeddedTask, foundTask, type InstanceSources, patchedModule } from "./instance_sources.ts";
import { listOfTexts } from "./list_of_texts.ts";

/** SWE-smith: the base is healthy and has its tests, and `patch` breaks it. */
export const sweSmith: RecordFormat = {
  name: "swe-smith",
  kind: "record",
  summary: "Instances of SWE-smith with repo.git beside them, of one module each",
  recognises: (record) =>
    ["instance_id", "patch", "image_name"].every((key) => key in record) && !("test_patch" in record),
  async read(instance, place) {
    const embedded = embeddedTask(instance);
    if (!embedded.ok) return embedded;
    const patched = await patchedModule(instance, place);
    if (!patched.ok) return patched;
    let sources: InstanceSources | null = null;
    if (patched.value !== null) {
      const { moduleName, before, after, files } = patched.value;
      const unitTests = files.get(`test_${moduleName}.py`);
      if (unitTests === undefined) return reject("bad_instance", `its commit has no test_${moduleName}.py`);
      sources = { moduleName, correctCode: before, buggyCode: after, unitTests };
    }
    const [failing, passing] = [listOfTexts(instance.FAIL_TO_PASS), listOfTexts(instance.PASS_TO_PASS)];
    if (failing === null || passing === null) {
      return reject("bad_instance", "FAIL_TO_PASS or PASS_TO_PASS is no list of texts");
    }
    const tests = { failToPass: idsOf(failing), passToPass: idsOf(passing) };
    return foundTask({ sources, tests, texts: {}, embedded: embedded.value });
  },
};

/** Ids of tests that pytest names "test_module.py::Class::test_x"; null where one has another name. */
function idsOf(names: readonly string[]): readonly string[] | null {
  const ids = names.map((name) => (/^\w+\.py::(\w+::\w+)$/.exec(name) ?? [])[1]?.replace("::", "."));
  return ids.every((id) => id !== undefined) ? ids : null;
}
