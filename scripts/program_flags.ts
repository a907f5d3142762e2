/** The permissions that the built program has. Plain ones: `--python PATH` names any program, a model any host. */
export const PERMISSION_FLAGS: readonly string[] = [
  "--allow-read",
  "--allow-write",
  "--allow-net",
  "--allow-run",
  "--allow-env",
];
