/** How the running program was built. */
export type BuildKind = "source" | "bundle" | "compiled" | "self-extracting";

/**
 * How the program that this module is part of was built: compiled by `deno compile`, run from its TypeScript source,
 * or bundled into one JavaScript file, which the self-extracting program is too: its stub says so in
 * SYNTHDEBUG_BUILD_KIND.
 */
export function buildKind(): BuildKind {
  if (Deno.build.standalone) return "compiled";
  if (import.meta.url.endsWith(".ts")) return "source";
  return stubSaysSo() ? "self-extracting" : "bundle";
}

function stubSaysSo(): boolean {
  try {
    return Deno.env.get("SYNTHDEBUG_BUILD_KIND") === "self-extracting";
  } catch {
    // Without the permission to look there is no stub either: it grants what the program needs.
    return false;
  }
}
