import { assert, assertEquals } from "@std/assert";
import { readFileEdit, readFileEditPlace } from "../../lib/core/read_file_edit.ts";
import { originalJson, sampleJson } from "../support/sample_tasks.ts";

Deno.test("readFileEdit() gives the files as the solver found them, also where buggy_code was left out", () => {
  const changes = {
    bug_file_path: "/tasks/one/broken.py",
    visible_tests: "# some\n",
    hidden_tests: ["A.test_b"],
    agent_instructions: "# Mend\n",
    runner_code: "# run\n",
  };
  const { buggy_code } = JSON.parse(sampleJson());
  for (const more of [{}, { buggy_code: undefined }]) {
    const read = readFileEdit(sampleJson({ ...changes, ...more }));
    assert(read.ok);
    assertEquals([read.value.folder, read.value.moduleFile], ["/tasks/one", "broken.py"]);
    assertEquals(read.value.hiddenTests, ["A.test_b"]);
    assertEquals([...read.value.files], [
      ["broken.py", buggy_code],
      ["test_bayes_network.py", "# some\n"],
      ["AGENTS.md", "# Mend\n"],
      ["run_tests.py", "# run\n"],
    ]);
  }
  const plain = readFileEdit(sampleJson({ bug_file_path: "/bayes_network.py" }));
  assert(plain.ok);
  assertEquals([plain.value.folder, [...plain.value.files.keys()]], [
    "/",
    ["bayes_network.py", "test_bayes_network.py", "run_tests.py"],
  ]);
});

Deno.test("readFileEdit() rejects what was not put on disk, and paths that are no Python file's", () => {
  for (const path of [null, "", "a.py", "../a.py", "/a/.bashrc", "/a/b", "/a/..", "/a/.py", "/a/\0b.py", 7]) {
    assertEquals(readFileEdit(sampleJson({ bug_file_path: path })).ok, false, String(path));
    assertEquals(readFileEditPlace(sampleJson({ bug_file_path: path })), null, String(path));
  }
  assertEquals(readFileEdit(originalJson()).ok, false);
  for (const text of ["", "[]", "null", "{}", "7"]) assertEquals(readFileEditPlace(text), null);
});
