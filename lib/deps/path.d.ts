/** Last part of a path, without `suffix`. */
export function basename(path: string, suffix?: string): string;
/** The path without its last part. */
export function dirname(path: string): string;
/** The ending of the last part, with its dot; "" where it has none. */
export function extname(path: string): string;
/** A `file:` URL as a path. */
export function fromFileUrl(url: string | URL): string;
/** Whether the path starts at the root. */
export function isAbsolute(path: string): boolean;
/** Parts joined and normalized. */
export function join(...paths: string[]): string;
/** The way from one path to another. */
export function relative(from: string, to: string): string;
/** Parts as one absolute path, from the working folder. */
export function resolve(...paths: string[]): string;
/** An absolute path as a `file:` URL. */
export function toFileUrl(path: string): URL;
