/**
 * Makes sure that git takes a text for a path inside a repository: relative, with "/" between names, none of which is
 * "", ".", ".." or ".git".
 *
 * @throws {RangeError} `Cannot commit "<path>": <state>`.
 */
export function checkGitPath(path: string): void {
  // deno-lint-ignore no-control-regex
  if (/[\0-\x1f\\]/.test(path) || !path.isWellFormed()) {
    throw new RangeError(`Cannot commit "${path}": the name has a character that some system refuses`);
  }
  for (const name of path.split("/")) {
    if (name === "" || name === "." || name === ".." || name.toLowerCase() === ".git") {
      throw new RangeError(`Cannot commit "${path}": git takes no name "${name}"`);
    }
  }
}

/**
 * Makes sure that git takes a text for the full name of a ref, such as "refs/heads/main".
 *
 * @throws {RangeError} `Cannot name a ref "<ref>": <state>`.
 */
export function checkRefName(ref: string): void {
  const names = ref.split("/");
  const isGood = names.length > 2 && names[0] === "refs" &&
    names.every((name) => /^[A-Za-z0-9_+=%,-][A-Za-z0-9_+=%,.-]*$/.test(name)) &&
    names.every((name) => !/\.\.|\.lock$|\.$/.test(name));
  if (!isGood) throw new RangeError(`Cannot name a ref "${ref}": git does not take the name`);
}

/** Git's order: byte by byte, a beginning before what it begins. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    if (a[at] !== b[at]) return a[at]! - b[at]!;
  }
  return a.length - b.length;
}
