import type { ScreenRule } from "./screen_rules.ts";

/** Attributes that mean one thing only, whatever object they are of. */
const ATTRIBUTES: Readonly<Partial<Record<ScreenRule, string>>> = {
  frames:
    `_getframe _getframemodulename _current_frames _current_exceptions tb_frame f_back f_locals f_globals
    f_builtins f_trace gi_frame cr_frame ag_frame settrace setprofile settrace_all_threads setprofile_all_threads
    currentframe getouterframes getinnerframes walk_stack walk_tb __traceback__`,
  dynamic_code: `__globals__ __closure__ cell_contents __loader__ __spec__ __import__ __self__ import_module
    loadTestsFromName loadTestsFromNames`,
  builtins: "__builtins__",
  test_selection:
    "__unittest __unittest_skip__ __unittest_skip_why__ __unittest_expecting_failure__ skipTest",
  test_framework: "get_original",
  native_code: "load_extension enable_load_extension",
  at_exit: "_register_atexit",
  private_names: "_os _sys",
};

const RULE_OF = rulesByWord(ATTRIBUTES);

/** Attributes that reach the machine where asyncio is imported, and are harmless names elsewhere. */
const ASYNCIO_RULE_OF = rulesByWord({
  network: `create_server create_connection create_unix_server create_unix_connection create_datagram_endpoint
    sock_connect sock_accept add_reader add_writer`,
  processes: "subprocess_exec subprocess_shell",
});

/** The rule against an attribute of whatever object; null where there is none. */
export function ruleOfAttribute(name: string, { asyncio = false } = {}): ScreenRule | null {
  return RULE_OF.get(name) ?? (asyncio ? ASYNCIO_RULE_OF.get(name) : undefined) ?? null;
}

/**
 * The rule against a text that is the name of an attribute, or several with dots between: such a text is meant for
 * getattr() and its like.
 */
export function ruleOfText(text: string): ScreenRule | null {
  if (text.length > 200 || !/^[\w{][\w.[\]{}!:]*$/.test(text)) return null;
  for (const word of text.split(/\W+/)) {
    const rule = RULE_OF.get(word) ?? (ASSERTIONS.has(word) ? "test_framework" : null);
    if (rule !== null) return rule;
  }
  return null;
}

/** Methods of TestCase by which a test tells what is wrong. */
const ASSERTIONS: ReadonlySet<string> = new Set(words(
  `assertAlmostEqual assertAlmostEquals assertCountEqual assertDictContainsSubset assertDictEqual assertEqual assertEquals
  assertFalse assertGreater assertGreaterEqual assertIn assertIs assertIsInstance assertIsNone assertIsNot assertIsNotNone
  assertLess assertLessEqual assertListEqual assertLogs assertMultiLineEqual assertNoLogs assertNotAlmostEqual
  assertNotAlmostEquals assertNotEqual assertNotEquals assertNotIn assertNotIsInstance assertNotRegex assertNotRegexpMatches
  assertRaises assertRaisesRegex assertRaisesRegexp assertRegex assertRegexpMatches assertSequenceEqual assertSetEqual
  assertTrue assertTupleEqual assertWarns assertWarnsRegex assert_ failIf failIfAlmostEqual failIfEqual failUnless
  failUnlessAlmostEqual failUnlessEqual failUnlessRaises failureException`,
));

/** What else of TestCase decides how a test runs and what becomes of it. */
const MACHINERY: ReadonlySet<string> = new Set(words(
  `fail run debug id __call__ __getattribute__ __getattr__ __new__ __class__ __eq__ defaultTestResult countTestCases
  skipTest subTest addCleanup doCleanups addClassCleanup doClassCleanups enterContext enterClassContext
  __init_subclass__ __setattr__ _outcome _cleanups _testMethodName _testMethodDoc _subtest _type_equality_funcs
  _class_cleanups _classSetupFailed _addSkip _addError _addExpectedFailure _addUnexpectedSuccess _baseAssertEqual
  _callCleanup _callSetUp _callTearDown _callTestMethod _feedErrorsToResult _formatMessage _getAssertEqualityFunc
  _truncateMessage _addDuration __unittest_skip__ __unittest_skip_why__ __unittest_expecting_failure__`,
));

/** Whether a name is one of TestCase's assertions, which no other object has. */
export function isAssertion(name: string): boolean {
  return ASSERTIONS.has(name);
}

/** Whether a class of tests must leave a name as TestCase has it. */
export function isTestMachinery(name: string): boolean {
  return ASSERTIONS.has(name) || MACHINERY.has(name);
}

/** Attributes that, when they are set, make another thing of a function or class. */
export const REMAKING_ATTRIBUTES: ReadonlySet<string> = new Set(words(
  "__code__ __defaults__ __kwdefaults__ __bases__ __globals__ __builtins__ __closure__ __class__ __dict__ __mro__",
));

function rulesByWord(table: Readonly<Partial<Record<ScreenRule, string>>>): ReadonlyMap<string, ScreenRule> {
  return new Map(
    Object.entries(table).flatMap(([rule, names]) =>
      words(names).map((name) => [name, rule as ScreenRule] as const)
    ),
  );
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
