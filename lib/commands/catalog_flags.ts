import type { Flag, NumberFlag, PathFlag, SwitchFlag, TextFlag } from "./command.ts";
import { MODEL_FLAGS } from "./model_flags.ts";
import { CATALOG, COUNT, DOMAIN, JSON_OUTPUT, MAX_ATTEMPTS, MODEL, QUIET, STATE } from "./shared_flags.ts";

/** Only one topic. */
export const TOPIC: TextFlag<null> = {
  name: "topic",
  kind: "text",
  placeholder: "NAME",
  fallback: null,
  defaultText: "all; expand: the model chooses",
  help: "Only scenarios of this topic; expand: the topic of the new ones",
};

/** Only what is left. */
export const UNUSED: SwitchFlag = {
  name: "unused",
  kind: "switch",
  help: "Only scenarios that the state file does not hold; needs --state",
};

/** How many new scenarios. */
export const NEW_COUNT: NumberFlag<number> = {
  ...COUNT,
  max: 10_000,
  fallback: 10,
  help: "How many new scenarios expand adds",
};

/** Where the grown catalogue goes. */
export const GROWN: PathFlag<null> = {
  name: "output",
  short: "o",
  kind: "path-out",
  placeholder: "FILE",
  fallback: null,
  defaultText: "the file of --catalog",
  help: "File that expand writes; what is in it already is kept",
};

const SHOWN_CATALOG = {
  ...CATALOG,
  help: "JSON file of the scenarios; for expand, none is a catalogue without any",
};

const SHOWN_DOMAIN = {
  ...DOMAIN,
  defaultText: "all; expand: the model chooses",
  help: "Only scenarios of this domain; expand: the domain of the new ones, old or new itself",
};

const SHOWN_STATE = { ...STATE, help: "JSON file that remembers the used scenarios; for list and stats" };

const SHOWN_ATTEMPTS = {
  ...MAX_ATTEMPTS,
  help: "How often expand asks for each list of up to 20 scenarios until all have come",
};

const ASKING_FLAGS = MODEL_FLAGS.map((flag) =>
  flag === MODEL ? { ...MODEL, help: "Model that expand asks" } : flag
);

const SELECTING: readonly Flag[] = [SHOWN_CATALOG, SHOWN_DOMAIN, TOPIC];
const SHOWING: readonly Flag[] = [...SELECTING, SHOWN_STATE, UNUSED, JSON_OUTPUT];
const EXPANDING: readonly Flag[] = [
  ...SELECTING,
  NEW_COUNT,
  GROWN,
  SHOWN_ATTEMPTS,
  ...ASKING_FLAGS,
  QUIET,
  JSON_OUTPUT,
];

/** What each action of the command takes. */
export const ACTION_FLAGS: Readonly<Record<"list" | "stats" | "expand", readonly Flag[]>> = {
  list: SHOWING,
  stats: SHOWING,
  expand: EXPANDING,
};

/** What the command takes, in the order of its help page. */
export const CATALOG_FLAGS: readonly Flag[] = [...new Set([...SHOWING, ...EXPANDING])];
