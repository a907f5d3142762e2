import type { RecordFormat } from "../core/import_format.ts";
import { accept, reject } from "../core/rejection.ts";
import { applyUnifiedDiff } from "../core/unified_diff.ts";

/** Chats that show a module, its tests and what they print, and answer with diffs that mend it. */
export const openaiChat: RecordFormat = {
  name: "openai-chat",
  kind: "record",
  summary: "Chats as this program exports them: the task, and an answer with the diff of the fix",
  recognises: (record) => Array.isArray(record.messages),
  read({ messages }) {
    return Promise.resolve(readChat(messages as readonly unknown[]));
  },
};

function readChat(messages: readonly unknown[]) {
  const textOf = (role: string) =>
    messages.filter((message): message is { content: string } => {
      const fields = (typeof message === "object" && message !== null ? message : {}) as Record<
        string,
        unknown
      >;
      return fields.role === role && typeof fields.content === "string";
    }).map(({ content }) => content).join("\n\n");
  const [asked, answered] = [textOf("user"), textOf("assistant")];
  const [, moduleName] = /^`([a-z_][a-z0-9_]*)\.py`:$/m.exec(asked) ?? [];
  const buggyCode = moduleName ? blockAfter(asked, `\`${moduleName}.py\`:`) : null;
  const unitTests = moduleName ? blockAfter(asked, `\`test_${moduleName}.py\`:`) : null;
  if (moduleName === undefined || buggyCode === null || unitTests === null) {
    return reject<never>("no_task", "its messages show no module with its tests");
  }
  const diffs = blocksOf(answered, "diff").map(completed);
  const correctCode = diffs.reduce((code, diff) => applyUnifiedDiff(code, diff) ?? code, buggyCode);
  if (correctCode === buggyCode) {
    return reject<never>("no_fix", "its answer has no diff that fits the module");
  }
  const [, described] = /^The tests of .*? What the module must do:\n\n(.*?)\n\n`\w+\.py`:$/ms.exec(asked) ??
    [];
  const texts = described === undefined ? {} : { problemDescription: described };
  return accept({
    moduleName,
    correctCode,
    buggyCode,
    unitTests,
    failToPass: null,
    passToPass: null,
    texts,
    json: null,
  });
}

/** A diff with the blank lines at its end that a chat lost, by what its last part says of its length. */
function completed(diff: string): string {
  const at = diff.lastIndexOf("\n@@ ");
  const [, length] = /^\n@@ -\d+(?:,(\d+))? /.exec(diff.slice(Math.max(0, at))) ?? [];
  if (length === undefined) return diff;
  const lines = diff.slice(at + 1).trimEnd().split("\n").slice(1).filter((line) => !/^[+\\]/.test(line));
  return `${diff.trimEnd()}\n${" \n".repeat(Math.min(3, Math.max(0, Number(length) - lines.length)))}`;
}

/** The first block of code after a line; null where there is none. */
function blockAfter(text: string, line: string): string | null {
  const at = `\n${text}`.indexOf(`\n${line}\n`);
  return at < 0 ? null : blocksOf(text.slice(at), "python")[0] ?? null;
}

/** The blocks of a language in Markdown, each with a line end at its end. */
function blocksOf(text: string, language: string): readonly string[] {
  const blocks = text.matchAll(/^(`{3,})(\w*)\n(.*?)^\1$/gms);
  return [...blocks].filter(([, , name]) => name === language).map(([, , , code]) => code!);
}
