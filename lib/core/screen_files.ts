import type { AstNode } from "./ast.ts";
import { textOf } from "./resolve_names.ts";
import { type Found, isCalled, type Place, type Screening } from "./screen_place.ts";

/** Functions that take the name of a file or a folder. */
const TAKES_FILES = new RegExp(
  "^(?:builtins\\.open|io\\.FileIO|codecs\\.open|pathlib\\.(?:Path|PosixPath|WindowsPath)|shutil\\.\\w+|tempfile\\.\\w+" +
    "|os\\.(?:listdir|scandir|f?walk|makedirs|mkdir|remove|unlink|rmdir|removedirs|renames?|replace|l?stat|access|utime)" +
    "|os\\.path\\.(?:l?exists|is\\w+|get\\w+|realpath|samefile)|glob\\.i?glob|(?:gzip|bz2|lzma|tarfile|shelve|dbm|wave)\\.open" +
    "|gzip\\.GzipFile|bz2\\.BZ2File|lzma\\.LZMAFile|zipfile\\.ZipFile|sqlite3\\.connect|fileinput\\.\\w+|linecache\\.\\w+" +
    "|logging\\.(?:FileHandler|basicConfig))$",
);
const OUTSIDE = /^(?:\/|~|\.\.(?:[\/\\]|$)|[A-Za-z]:[\/\\]|\\\\|file:)/;

/** What is refused of a call that names a file: names that lead out of the folder of the task, and raw descriptors. */
export function checkFiles({ node }: Place, { names }: Screening): readonly Found[] {
  if (node.type === "BinOp") return checkJoin(node);
  if (node.type !== "Call") return [];
  const path = names.pathsOf(node.func as AstNode).find((each) => TAKES_FILES.test(each));
  if (path === undefined) return [];
  const keywords = (node.keywords as AstNode[]).map(({ value }) => value as AstNode);
  const args = [...node.args as AstNode[], ...keywords];
  const outside = args.map(leadingText).find((text) => OUTSIDE.test(text) && text !== "/dev/null");
  if (outside !== undefined) return [["file_system", JSON.stringify(outside)]];
  const code = args.map(textOf).find((text) => text !== null && /\.(?:py[cdw]?|pth|so)$/.test(text));
  if (code !== undefined) return [["import_system", JSON.stringify(code)]];
  const isOpen = /^(?:builtins\.open|io\.FileIO)$/.test(path);
  return isOpen && args[0]?.type === "Constant" && args[0].kind === "int"
    ? [["file_system", `open(${args[0].value})`]]
    : [];
}

/** Only a path is divided by a text. */
function checkJoin({ op, right }: AstNode): readonly Found[] {
  const text = (op as AstNode).type === "Div" ? leadingText(right as AstNode) : "";
  return OUTSIDE.test(text) ? [["file_system", JSON.stringify(text)]] : [];
}

/** How the text of an expression begins, as far as that is written down; "" where it is not. */
function leadingText(node: AstNode): string {
  const whole = textOf(node);
  if (whole !== null) return whole;
  switch (node.type) {
    case "BinOp":
      return leadingText(node.left as AstNode);
    case "JoinedStr": {
      const [first] = node.values as AstNode[];
      return first ? textOf(first) ?? "" : "";
    }
    case "Call": {
      const { func, args } = node as unknown as { func: AstNode; args: readonly AstNode[] };
      if (func.type !== "Attribute") return "";
      return func.attr === "format"
        ? leadingText(func.value as AstNode)
        : args[0] && func.attr === "join"
        ? leadingText(args[0])
        : "";
    }
    default:
      return "";
  }
}

/** Whether a function is called with the open file that tempfile.mkstemp() gave, and nothing else. */
export function isTemporaryFile(place: Place, { names, temporaryFiles }: Screening): boolean {
  const [file] = isCalled(place) ? place.parent.args as AstNode[] : [];
  const bindings = file?.type === "Name" ? names.bindingsOf(file) : [];
  return bindings.length > 0 && bindings.every(({ node }) => temporaryFiles.has(node));
}

/** The names in which a statement keeps the open file of tempfile.mkstemp(). */
export function temporaryFilesIn(node: AstNode, names: Screening["names"]): readonly AstNode[] {
  if (node.type !== "Assign" || (node.value as AstNode).type !== "Call") return [];
  if (!names.pathsOf((node.value as AstNode).func as AstNode).includes("tempfile.mkstemp")) return [];
  return (node.targets as AstNode[]).flatMap(({ type, elts }) =>
    type === "Tuple" ? (elts as AstNode[]).slice(0, 1) : []
  );
}
