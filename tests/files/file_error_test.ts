import { assertEquals, assertInstanceOf } from "@std/assert";
import { ShortfallError, UsageError } from "../../lib/core/errors.ts";
import { fileError, missingFlag } from "../../lib/files/file_error.ts";

Deno.test("fileError() names an unknown system error by its code and keeps the cause", () => {
  const cause = Object.assign(new Error("odd"), { code: "ESTALE" });
  const error = fileError("read", "a", cause);
  assertInstanceOf(error, UsageError);
  assertEquals(error.message, `Cannot read "a": the system says ESTALE`);
  assertEquals(error.cause, cause);
  const uncoded = new Error("No space left on device (os error 28)");
  assertEquals(fileError("write", "a", uncoded).message, `Cannot write "a": no space left on device`);
});

Deno.test("fileError() returns errors that are not the file system's as they are", () => {
  for (const error of [new ShortfallError("short"), new TypeError("a fault of the program")]) {
    assertEquals(fileError("read", "a", error), error);
  }
  assertEquals(fileError("read", "a", "text").message, "text");
});

Deno.test("missingFlag() reads the flag from Deno's message", () => {
  const flagOf = (message: string) => missingFlag(new Deno.errors.NotCapable(message));
  assertEquals(
    flagOf(`Requires write access to "a", run again with the --allow-write flag`),
    "--allow-write",
  );
  assertEquals(flagOf(`Requires env access to "HOME"`), "--allow-env");
  assertEquals(flagOf("something else"), null);
});
