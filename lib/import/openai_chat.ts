import type { RecordFormat } from "../core/import_format.ts";
import { accept, reject } from "../core/rejection.ts";
import { applyUnifiedDiff } from "../core/unified_diff.ts";

/** Chats that show a module, its tests and what they print, and answer with diffs that mend it. */
export const openaiChat: RecordFormat = {
  name: "openai-chat",
  kind: "record",
  summary: "Chats as this program exports them: the task, and an answer with the diff of the fix",
  recognises: (record) => Array.isArray(record.messages) && record.tools === undefined,
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
  const described = between(asked, "What the module must do:\n\n", `\n\n\`${moduleName}.py\`:\n`);
  const texts = described === null ? {} : { problemDescription: described };
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

/** The blocks of a language in Markdown, each with a line end at its end; one that is not closed is none. */
function blocksOf(text: string, language: string): readonly string[] {
  const blocks: string[] = [];
  let open: { readonly fence: string; readonly name: string; readonly lines: string[] } | null = null;
  for (const line of text.split("\n")) {
    if (open === null) {
      const [, fence, name] = /^(`{3,})(\w*)$/.exec(line) ?? [];
      if (fence !== undefined) open = { fence, name: name!, lines: [] };
    } else if (line === open.fence) {
      if (open.name === language) blocks.push(`${open.lines.join("\n")}\n`);
      open = null;
    } else open.lines.push(line);
  }
  return blocks;
}

/** What stands between two texts; null where they do not stand there. */
function between(text: string, before: string, after: string): string | null {
  const start = text.indexOf(before) + before.length;
  const end = text.indexOf(after, start);
  return start < before.length || end < 0 ? null : text.slice(start, end);
}
