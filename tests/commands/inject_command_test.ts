import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { inTempDir, namesIn, runMain } from "../support/run_main.ts";
import { GAUGE_CODE, gaugeTests } from "../support/small_scenarios.ts";

const PYTEST_STYLE = `import pytest

from gauge import clamp, mean, rises


@pytest.mark.parametrize("value, expected", [(0, 1), (2, 2), (4, 3)])
def test_clamp(value, expected):
    assert clamp(value, 1, 3) == expected


def test_clamp_refuses():
    with pytest.raises(ValueError, match="above"):
        clamp(1, 3, 2)


def test_mean():
    assert mean([1, 2, 6]) == pytest.approx(3.0)


def test_rises():
    assert rises([1, 2, 2, 3, 1]) == 2
`;

async function write(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(join(dir, name, ".."), { recursive: true });
    await Deno.writeTextFile(join(dir, name), text);
  }
}

const WORDS = ["inject", "--workers", "2"];

Deno.test("inject makes a task of a module and its unittest tests, to stdout, and validate accepts it", async () => {
  await inTempDir(async (cwd) => {
    await write(cwd, { "gauge.py": GAUGE_CODE, "test_gauge.py": gaugeTests("gauge") });
    const { code, stdout, stderr } = await runMain([...WORDS, "--module", "gauge.py"], { cwd });
    assertEquals([code, stderr], [0, ""]);
    const task = JSON.parse(stdout);
    assertEquals([task.module_name, task.correct_code, task.unit_tests], [
      "gauge",
      GAUGE_CODE,
      gaugeTests("gauge"),
    ]);
    assertEquals([task.provenance.author, task.summary], ["user", "Readings of a gauge."]);
    await write(cwd, { "task.json": stdout });
    assertEquals((await runMain(["validate", "task.json"], { cwd })).code, 0);
  });
});

Deno.test("inject takes tests in pytest's style, and the task's own files run by plain Python", async () => {
  await inTempDir(async (cwd) => {
    await write(cwd, { "a b/gauge.py": GAUGE_CODE, "checks.py": PYTEST_STYLE });
    const words = [...WORDS, "--module", "a b/gauge.py", "--tests", "checks.py", "-n", "3", "-o", "out dir"];
    const { code, stderr } = await runMain(words, { cwd });
    assertEquals(code, 0, stderr);
    assertEquals(namesIn(join(cwd, "out dir")), ["gauge_001.json", "gauge_002.json", "gauge_003.json"]);
    const tasks = namesIn(join(cwd, "out dir")).map((name) =>
      JSON.parse(Deno.readTextFileSync(join(cwd, "out dir", name)))
    );
    assertEquals(new Set(tasks.map((task) => task.buggy_code)).size, 3);
    assert(!tasks[0].unit_tests.includes("pytest"));
    assertEquals((await runMain(["validate", "out dir", "--dump-dir", "dump"], { cwd })).code, 0);
    for (const [module, expected] of [["correct", 0], ["buggy", 1]] as const) {
      const run = await new Deno.Command("python3", {
        args: ["-S", "run_tests.py", `gauge_${module}.py`],
        cwd: join(cwd, "dump/gauge_001"),
      }).output();
      assertEquals(run.code, expected);
    }
    // The same again is no harm, something else is.
    assertEquals((await runMain(words, { cwd })).code, 0);
    await write(cwd, { "out dir/gauge_002.json": "mine" });
    const again = await runMain(words, { cwd });
    assertEquals(again.code, 2);
    assertStringIncludes(again.stderr, 'Cannot write "out dir/gauge_002.json": it holds another task');
    assertEquals((await runMain([...words, "--force"], { cwd })).code, 0);
  });
});

Deno.test("inject makes tests from examples and from assertions", async () => {
  await inTempDir(async (cwd) => {
    await write(cwd, {
      "gauge.py": GAUGE_CODE,
      "io.json": JSON.stringify([
        { args: [[1, 2, 6]], output: 3.0 },
        { input: { values: [0.1, 0.2] }, output: 0.15, name: "of floats" },
        { args: [[]], raises: "ValueError" },
      ]),
      "asserts.py":
        "assert clamp(0, 1, 3) == 1\nassert mean([1, 2]) == 1.5\n\n\ndef check_rises():\n    assert rises([1, 2]) == 1\n",
    });
    const module = [...WORDS, "--module", "gauge.py"];
    const byExamples = await runMain([...module, "--examples", "io.json", "--function", "mean"], { cwd });
    assertEquals(byExamples.code, 0, byExamples.stderr);
    assertStringIncludes(JSON.parse(byExamples.stdout).unit_tests, "def test_of_floats(self):");
    const byAssertions = await runMain([...module, "--assertions", "asserts.py", "--count", "2", "-o", "-"], {
      cwd,
    });
    assertEquals(byAssertions.code, 0, byAssertions.stderr);
    const tasks = byAssertions.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
    assertEquals(tasks.length, 2);
    assertEquals([...tasks[0].tests.fail_to_pass, ...tasks[0].tests.pass_to_pass].sort(), [
      "TestGauge.test_clamp",
      "TestGauge.test_mean",
      "TestGauge.test_rises",
    ]);
  });
});

Deno.test("inject goes through the modules of a folder, and tells of those that fall short", async () => {
  await inTempDir(async (cwd) => {
    await write(cwd, {
      "src/gauge.py": GAUGE_CODE,
      "src/tests/test_gauge.py": gaugeTests("gauge"),
      "src/meter.py": GAUGE_CODE,
      "src/meter_test.py": gaugeTests("meter").replace("), 3)", "), 4)"),
      "src/needy.py": `from gauge import mean\n${GAUGE_CODE}`,
      "src/test_needy.py": gaugeTests("needy"),
      "src/untested.py": GAUGE_CODE,
    });
    const words = [...WORDS, "--module", "src", "--count", "2", "-o", "out", "--json"];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals(code, 1);
    assertEquals(namesIn(join(cwd, "out")), ["gauge_001.json", "gauge_002.json"]);
    const { modules } = JSON.parse(stdout);
    assertEquals(modules.map(({ module, made }: { module: string; made: number }) => [module, made]), [
      ["src/gauge.py", 2],
      ["src/meter.py", 0],
      ["src/needy.py", 0],
    ]);
    assertStringIncludes(stderr, 'Cannot inject into "src/meter.py": the module fails its own tests');
    assertStringIncludes(stderr, "AssertionError: 3.0 != 4");
    assertStringIncludes(stderr, 'Cannot use "src/needy.py": it imports gauge');
  });
});

interface Refused {
  readonly files: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
  readonly code: number;
  readonly says: RegExp;
}

const TESTS = gaugeTests("gauge");
const REFUSED: Readonly<Record<string, Refused>> = {
  "a module that fails its tests, with what they print": {
    files: { "gauge.py": GAUGE_CODE.replace("/ len", "* len"), "test_gauge.py": TESTS },
    code: 1,
    says:
      /^FAIL: test_mean [^]*27 != 3[^]*\nCannot inject into "gauge\.py": the module fails its own tests: TestGauge\.test_mean: AssertionError: 27 != 3\n$/m,
  },
  "a module that is right by chance": {
    files: {
      "gauge.py": GAUGE_CODE.replace("/ len(values)", "/ len(values) + hash('a') % 3"),
      "test_gauge.py": TESTS,
    },
    code: 1,
    says: /\nCannot inject into "gauge\.py": the runs do not agree: .*\n$/,
  },
  "a module that does not parse": {
    files: { "gauge.py": "def f(:\n", "test_gauge.py": TESTS },
    code: 2,
    says: /^Cannot use "gauge\.py": it does not parse: SyntaxError: .*line 1.*\n$/,
  },
  "tests that do not parse": {
    files: { "gauge.py": GAUGE_CODE, "test_gauge.py": `${TESTS}\n  x\n` },
    code: 2,
    says: /^Cannot use "test_gauge\.py": it does not parse: IndentationError/,
  },
  "a module without tests": {
    files: { "gauge.py": GAUGE_CODE },
    code: 2,
    says: /^Cannot inject into "gauge\.py": no tests lie beside it/,
  },
  "no module": { files: {}, code: 2, says: /^Cannot read "gauge\.py": no such file\n$/ },
  "empty tests": {
    files: { "gauge.py": GAUGE_CODE, "test_gauge.py": "\ufeff \n" },
    code: 2,
    says: /^Cannot use "test_gauge\.py": it is empty\n$/,
  },
  "tests of nothing": {
    files: { "gauge.py": GAUGE_CODE, "test_gauge.py": "def test_x():\n    assert 1 + 1 == 2\n" },
    code: 2,
    says: /^Cannot use "test_gauge\.py": it does not import gauge, so that it tests nothing of it\n$/,
  },
  "assertions that are given as tests": {
    files: { "gauge.py": GAUGE_CODE, "test_gauge.py": "from gauge import mean\n\nassert mean([1]) == 1\n" },
    code: 2,
    says:
      /^Cannot use "test_gauge\.py": it has no test_ functions; for assert statements at the top there is --assertions\n$/,
  },
  "tests that call nothing of the module": {
    files: {
      "gauge.py": GAUGE_CODE,
      "test_gauge.py": "import gauge\n\n\ndef test_x():\n    assert gauge.__name__ == 'gauge'\n",
    },
    code: 1,
    says: /also passes where all functions of the module do nothing\n$/,
  },
  "a package that Python has not": {
    files: { "gauge.py": `import no_such_package\n${GAUGE_CODE}`, "test_gauge.py": TESTS },
    code: 3,
    says:
      /Cannot inject into "gauge\.py": importing fails: ModuleNotFoundError: No module named 'no_such_package'/,
  },
  "what the screen refuses, by its rule and line": {
    files: {
      "gauge.py": `${GAUGE_CODE}\n\ndef stop():\n    import os\n    os.system("true")\n`,
      "test_gauge.py": TESTS,
    },
    code: 2,
    says: /^Cannot inject into "gauge\.py": correct_code line 26 uses os\.system: .* \(processes\)\n$/,
  },
  "a name of the standard library": {
    files: { "random.py": GAUGE_CODE, "test_random.py": TESTS },
    words: ["--module", "random.py"],
    code: 2,
    says: /^Cannot use "random\.py": module_name "random" shadows a standard-library module\n$/,
  },
  "an unknown fixture": {
    files: {
      "gauge.py": GAUGE_CODE,
      "test_gauge.py": "from gauge import mean\n\n\ndef test_x(tmp_path):\n    assert mean([1]) == 1\n",
    },
    code: 2,
    says: /^Cannot use "test_gauge\.py": line 4 uses the fixture tmp_path: /,
  },
  "two kinds of tests": {
    files: { "gauge.py": GAUGE_CODE, "test_gauge.py": TESTS, "io.json": "[]" },
    words: ["--module", "gauge.py", "--tests", "test_gauge.py", "--examples", "io.json"],
    code: 2,
    says: /^Cannot use "--examples": --tests already says how the module must behave\n$/,
  },
};

Deno.test("inject refuses, with one line and its exit code,", async (t) => {
  for (const [name, { files, words = ["--module", "gauge.py"], code, says }] of Object.entries(REFUSED)) {
    await t.step(name, async () => {
      await inTempDir(async (cwd) => {
        await write(cwd, files);
        const ended = await runMain([...WORDS, ...words], { cwd });
        assertMatch(ended.stderr, says);
        assertEquals([ended.code, ended.stdout], [code, ""]);
        assertEquals(namesIn(cwd).filter((each) => each === "__pycache__" || each === "conversations"), []);
      });
    });
  }
});

Deno.test("inject lets a module import installed packages with --packages alone, in every isolation", async () => {
  await inTempDir(async (cwd) => {
    const venv = await new Deno.Command("python3", { args: ["-m", "venv", "--without-pip", "venv"], cwd })
      .output();
    assertEquals(venv.code, 0);
    const [lib] = namesIn(join(cwd, "venv/lib"));
    await write(cwd, {
      [`venv/lib/${lib}/site-packages/halving.py`]: "def half(x):\n    return x / 2\n",
      "gauge.py": `import halving\n\n\ndef middle(low, high):\n    return low + halving.half(high - low)\n`,
      "test_gauge.py": "from gauge import middle\n\n\ndef test_middle():\n    assert middle(1, 4) == 2.5\n",
    });
    const words = [...WORDS, "--module", "gauge.py", "--python", "venv/bin/python3"];
    const refused = await runMain(words, { cwd });
    assertEquals(refused.code, 3);
    assertStringIncludes(refused.stderr, "No module named 'halving'; with --packages it may be one");
    for (const isolation of ["auto", "kernel"]) {
      const flags = ["--packages", "--isolation", isolation, "--quiet"];
      const { code, stdout, stderr } = await runMain([...words, ...flags], { cwd });
      assertEquals([code, stderr], [0, ""]);
      await write(cwd, { "task.json": stdout });
      const validate = ["validate", "task.json", "--python", "venv/bin/python3", ...flags];
      assertEquals((await runMain(validate, { cwd })).code, 0);
    }
  });
});

Deno.test("inject keeps to files as people have them: CRLF, a byte order mark, tabs, other letters, search paths", async () => {
  await inTempDir(async (cwd) => {
    const code = `\ufeff"""Größen."""\nimport sys\n\n\ndef größe(x):\n\t# π\n\treturn 3.14 * x  # 😀\n\n\n` +
      'if __name__ == "__main__":\n\tprint(größe(float(sys.argv[1])))\n';
    const tests =
      "import os\nimport sys\n\nsys.path.insert(0, os.path.dirname(__file__))\n\nfrom src.Gauge import größe\n\n\n" +
      "class TestIt:\n\tdef test_größe(self):\n\t\tassert größe(2.0) == 6.28\n";
    await write(cwd, {
      "src/Gauge.py": code.replaceAll("\n", "\r\n"),
      "test_it.py": tests.replaceAll("\n", "\r\n"),
    });
    const words = [...WORDS, "--module", "src/Gauge.py", "--tests", "test_it.py"];
    const { code: exit, stdout, stderr } = await runMain(words, { cwd });
    assertEquals([exit, stderr], [0, ""]);
    const task = JSON.parse(stdout);
    assertEquals(task.module_name, "gauge");
    assertEquals(task.correct_code, code.slice(1));
    assertStringIncludes(task.unit_tests, "from gauge import größe\n");
    assertEquals(task.tests.fail_to_pass, ["TestIt.test_größe"]);
  });
});

Deno.test("inject stops at Ctrl-C with what was made, and says where it cannot write", async () => {
  await inTempDir(async (cwd) => {
    await write(cwd, { "gauge.py": GAUGE_CODE, "test_gauge.py": gaugeTests("gauge"), "file": "" });
    const words = [...WORDS, "--module", "gauge.py", "--count", "all", "--output"];
    const blocked = await runMain([...words, "file"], { cwd });
    assertEquals(blocked.code, 2);
    assertEquals(blocked.stderr, 'Cannot write "file": a file stands where a folder is needed\n');
    let interrupted = false;
    const { code } = await runMain([...words, "out"], {
      cwd,
      onStderr: (text, child) => {
        if (interrupted || !text.includes("gauge_001.json")) return;
        interrupted = true;
        child.kill("SIGINT");
      },
    });
    assertEquals(code, 130);
    const made = namesIn(join(cwd, "out"));
    assert(made.length > 0 && made.length < 15, made.join());
    assertEquals((await runMain(["validate", "out"], { cwd })).code, 0);
  });
});
