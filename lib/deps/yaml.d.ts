/** Options of {@linkcode parse}. */
export interface ParseOptions {
  /** Which scalars are resolved; "core" is YAML 1.2. Default: "default". */
  schema?: "core" | "default" | "failsafe" | "json" | "extended";
  /** Take the last of duplicate keys instead of throwing. Default: false. */
  allowDuplicateKeys?: boolean;
  /** Called with each warning. */
  onWarning?(error: Error): void;
}
/** Options of {@linkcode stringify}. */
export interface StringifyOptions {
  /** Spaces per level. Default: 2. */
  indent?: number;
  /** Columns after which a folded scalar breaks; -1 never. Default: 80. */
  lineWidth?: number;
  /** Sort the keys. Default: false. */
  sortKeys?: boolean;
}
/** The value of one YAML document; throws SyntaxError where it is none. */
export function parse(content: string, options?: ParseOptions): unknown;
/** One value as a YAML document. */
export function stringify(data: unknown, options?: StringifyOptions): string;
