import { STDLIB_MODULES } from "./python_names.ts";
import type { ScreenRule } from "./screen_rules.ts";

/** What stands below a name here is refused with it. */
const REFUSED: Readonly<Record<ScreenRule, string>> = {
  native_code:
    "ctypes _ctypes cffi mmap msvcrt winreg _winapi winsound ossaudiodev _testcapi _xxsubinterpreters",
  garbage_collector: "gc",
  frames: `bdb pdb trace profile cProfile sys._getframe sys._getframemodulename sys._current_frames
    sys._current_exceptions sys.exc_info sys.exception sys.last_traceback sys.settrace sys.setprofile sys.gettrace
    sys.getprofile sys.monitoring sys.call_tracing sys.set_asyncgen_hooks
    sys.set_coroutine_origin_tracking_depth threading.settrace threading.setprofile
    threading.settrace_all_threads threading.setprofile_all_threads inspect.currentframe inspect.stack
    inspect.trace inspect.getouterframes inspect.getinnerframes inspect.getframeinfo inspect.getargvalues
    inspect.getgeneratorlocals inspect.getcoroutinelocals inspect.getasyncgenlocals inspect.getclosurevars
    traceback.walk_stack traceback.walk_tb`,
  test_framework: "",
  builtins: "builtins.__builtins__",
  patched_module: "enum.global_enum",
  module_object: "",
  private_names: "",
  network:
    `socket ssl http urllib.request urllib.robotparser ftplib smtplib smtpd imaplib poplib nntplib telnetlib
    xmlrpc socketserver webbrowser antigravity wsgiref cgi cgitb asyncore asynchat select selectors
    asyncio.open_connection asyncio.start_server asyncio.open_unix_connection asyncio.start_unix_server
    logging.handlers.SocketHandler logging.handlers.DatagramHandler logging.handlers.SMTPHandler
    logging.handlers.HTTPHandler logging.handlers.SysLogHandler`,
  processes: `subprocess multiprocessing pty signal fcntl termios tty resource syslog posix nt pipes popen2
    concurrent.futures.ProcessPoolExecutor concurrent.futures.process asyncio.create_subprocess_exec
    asyncio.create_subprocess_shell asyncio.subprocess pydoc _thread _posixsubprocess`,
  exit: "os._exit sys.exit builtins.exit builtins.quit unittest.main unittest.TestProgram",
  at_exit: "atexit weakref.finalize threading._register_atexit",
  dynamic_code:
    `builtins.exec builtins.eval builtins.compile builtins.__import__ builtins.breakpoint importlib
    runpy code codeop rlcompleter marshal timeit.timeit timeit.repeat timeit.Timer timeit.main doctest
    types.FunctionType types.LambdaType types.CodeType types.CellType typing.get_type_hints typing.ForwardRef
    logging.config pickle.Unpickler inspect.get_annotations builtins.__loader__ builtins.__spec__`,
  import_system:
    `sys.modules sys.meta_path sys.path sys.path_hooks sys.path_importer_cache sys.builtin_module_names
    imp site pkgutil zipimport modulefinder pyclbr distutils lib2to3 venv ensurepip zipapp compileall py_compile
    idlelib test usercustomize sitecustomize`,
  interpreter:
    `sys.setswitchinterval sys.excepthook sys.__excepthook__ sys.unraisablehook sys.__unraisablehook__
    sys.displayhook sys.breakpointhook sys.addaudithook sys.audit threading.excepthook faulthandler`,
  test_selection:
    `unittest.skip unittest.skipIf unittest.skipUnless unittest.expectedFailure unittest.SkipTest
    unittest.installHandler unittest.registerResult`,
  file_system:
    `os.chdir os.fchdir os.chroot os.symlink os.link os.chmod os.fchmod os.lchmod os.chown os.fchown
    os.lchown os.mkfifo os.mknod os.truncate os.ftruncate os.umask os.open os.read os.write os.pread os.pwrite
    os.readv os.writev os.pipe os.pipe2 os.dup os.dup2 os.closerange os.sendfile os.lseek os.fsync os.close
    os.fdopen os.readlink os.path.expanduser pathlib.Path.home pwd grp spwd nis shutil.chown`,
};

const RULE_OF: ReadonlyMap<string, ScreenRule> = new Map(
  Object.entries(REFUSED).flatMap(([rule, names]) =>
    words(names).map((name) => [name, rule as ScreenRule] as const)
  ),
);

/** Of these modules only what is named may be used: they reach everything. */
const ALLOWED: Readonly<Record<string, ReadonlySet<string>>> = {
  os: new Set(words(
    `path sep altsep extsep pathsep linesep curdir pardir devnull name environ environb getenv putenv unsetenv getcwd
    listdir scandir walk fwalk makedirs mkdir remove unlink rmdir removedirs rename renames replace stat lstat fspath
    PathLike DirEntry urandom cpu_count process_cpu_count fsencode fsdecode access F_OK R_OK W_OK X_OK error strerror
    getpid times stat_result get_terminal_size terminal_size utime`,
  )),
  sys: new Set(words(
    `maxsize float_info float_repr_style int_info hash_info version version_info hexversion api_version platform
    byteorder implementation copyright getsizeof getrefcount getrecursionlimit setrecursionlimit maxunicode intern
    stdout stderr stdin __stdout__ __stderr__ __stdin__ argv orig_argv getdefaultencoding getfilesystemencoding
    get_int_max_str_digits set_int_max_str_digits getswitchinterval thread_info is_finalizing flags
    stdlib_module_names executable prefix getallocatedblocks warnoptions`,
  )),
};
const ALLOWED_ELSE: Readonly<Record<string, ScreenRule>> = { os: "processes", sys: "interpreter" };

/** The rule against a name in full, such as "os.system"; null where there is none. */
export function ruleOfPath(path: string): ScreenRule | null {
  const parts = path.split(".");
  for (let end = parts.length; end > 0; end--) {
    const rule = RULE_OF.get(parts.slice(0, end).join("."));
    if (rule !== undefined) return rule;
  }
  const [head, second] = parts as [string, string | undefined];
  if (second !== undefined && ALLOWED[head]?.has(second) === false) {
    if (/^__(?:name|doc|file)__$/.test(second)) return null;
    return head === "os" && /^O_/.test(second) ? "file_system" : ALLOWED_ELSE[head]!;
  }
  const isPrivate = (part: string) => /^_[^_]/.test(part) || part === "__dict__";
  if (isStandard(head) && (isPrivate(head) || parts.slice(1).some(isPrivate))) return "private_names";
  return null;
}

/** Whether a name in full begins with a module of the standard library. */
export function isStandard(path: string): boolean {
  return STDLIB_MODULES.has(path.split(".")[0]!);
}

/** Names of functions that are made for one value each: they carry nothing else with them when handed around. */
const HARMLESS_MODULES: ReadonlySet<string> = new Set(words(
  `math cmath random itertools functools operator time json copy heapq bisect struct array decimal string secrets`,
));

/** Whether a name in full is a module that must not be handed around, since others are in its reach. */
export function isGuardedModule(path: string): boolean {
  if (path === "os.path" || path === "unittest.mock") return true;
  return STDLIB_MODULES.has(path) && !HARMLESS_MODULES.has(path);
}

/** Modules whose public names may all be imported at once. */
export const STAR_MODULES: ReadonlySet<string> = new Set(words(
  `math cmath typing decimal fractions statistics itertools functools collections random enum abc operator numbers
  dataclasses heapq bisect string collections.abc __future__`,
));

/** Modules that stand, by the same name or one like it, inside others of the standard library. */
const NESTED = new Map<string, string>([
  ...words(
    `os sys builtins unittest inspect importlib threading types gc ctypes signal socket subprocess atexit pkgutil weakref
    traceback shutil asyncio`,
  ).map((name) => [name, name] as const),
  ["bltns", "builtins"],
  ["posixpath", "os.path"],
  ["ntpath", "os.path"],
  ["genericpath", "os.path"],
]);

/**
 * The usual name of what a name in full stands for: "random._os.system" is "os.system", "unittest.case.TestCase" is
 * "unittest.TestCase", "io.open" is "builtins.open".
 */
export function usualPath(path: string): string {
  let parts = path.split(".");
  for (let at = parts.length - 1; at > 0; at--) {
    const nested = NESTED.get(parts[at]!.replace(/^_(?!_)/, ""));
    if (nested === undefined) continue;
    parts = [...nested.split("."), ...parts.slice(at + 1)];
    break;
  }
  if (["posixpath", "ntpath", "genericpath"].includes(parts[0]!)) parts = ["os", "path", ...parts.slice(1)];
  if (parts[0] === "unittest" && /^(?:case|loader|main|runner|result|suite|util)$/.test(parts[1] ?? "")) {
    // The module unittest.main is hidden by the function of that name.
    if (parts[1] !== "main" || parts.length > 2) parts = ["unittest", ...parts.slice(2)];
  }
  const usual = parts.join(".");
  return /^(?:io|_io)\.open$/.test(usual) ? "builtins.open" : usual;
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
