import type { ChatMessage } from "../core/chat.ts";
import { type LimitParameter, readLesson, type SentParameters } from "./parameter_lesson.ts";
import type { Refusal } from "./refusal.ts";

/** What the user wants. */
export interface WantedParameters {
  /** Undefined: the model's own. */
  readonly temperature?: number | undefined;
  /** Most tokens of an answer. */
  readonly maxOutputTokens?: number | undefined;
  /** How the server calls that, as far as is known. */
  readonly limitParameter: LimitParameter;
}

/** A request that was refused. */
export interface RefusedRequest {
  /** The very object that was sent: it is known again by identity. */
  readonly messages: readonly ChatMessage[];
  /** Its parameters. */
  readonly sent: SentParameters;
}

/** Behind one address there may be several servers with limits of their own, but not many. */
const MAX_LOWERED = 3;
/** An answer of fewer tokens would be cut anyway. */
const MIN_ROOM = 256;

/**
 * The parameters of a run's requests. What the model refuses is dropped, renamed or lowered, once, for the
 * rest of the run; a limit that leaves no room in the context for one long prompt is lowered for that prompt.
 */
export class RequestParameters {
  #temperature: number | undefined;
  #limit: number | undefined;
  #limitParameter: LimitParameter;
  #renamed = false;
  #lowered = 0;
  /** Prompts whose answer must be shorter than what the model allows, with its length. */
  readonly #rooms = new WeakMap<readonly ChatMessage[], number>();

  /** As the user wants them, until the model refuses something. */
  constructor(wanted: WantedParameters) {
    this.#temperature = wanted.temperature;
    this.#limit = wanted.maxOutputTokens;
    this.#limitParameter = wanted.limitParameter;
  }

  /** The parameters to send with these messages, as far as is known. */
  for(messages: readonly ChatMessage[]): SentParameters {
    const limit = this.#limit === undefined
      ? undefined
      : Math.min(this.#limit, this.#rooms.get(messages) ?? Infinity);
    return {
      ...this.#temperature === undefined ? {} : { temperature: this.#temperature },
      ...limit === undefined ? {} : { [this.#limitParameter]: limit },
    };
  }

  /**
   * Whether the same messages will go out with other parameters, because of what is learned from the refusal
   * now or was learned since they were sent. It comes to an end: a parameter is dropped once, renamed once,
   * and a limit falls a few times (for one prompt once); where the refusal complains of anything else,
   * nothing changes.
   */
  learn(refusal: Refusal, { messages, sent }: RefusedRequest): boolean {
    const lesson = readLesson(refusal, sent);
    switch (lesson?.kind) {
      case "drop_temperature":
        this.#temperature = undefined;
        break;
      case "rename_limit":
        if (!this.#renamed && lesson.from === this.#limitParameter) {
          this.#renamed = true;
          this.#limitParameter = lesson.from === "max_tokens" ? "max_completion_tokens" : "max_tokens";
        }
        break;
      case "lower_limit":
        if (this.#limit !== undefined && lesson.tokens < this.#limit && this.#lowered < MAX_LOWERED) {
          this.#lowered++;
          this.#limit = lesson.tokens;
        }
        break;
      case "fit_context": {
        const room = lesson.contextTokens - (lesson.promptTokens ?? mostTokensOf(messages));
        if (room >= MIN_ROOM && !this.#rooms.has(messages)) this.#rooms.set(messages, room);
        break;
      }
      default:
        return false;
    }
    return JSON.stringify(this.for(messages)) !== JSON.stringify(sent);
  }
}

/** A token is at least one byte; a message has some more for its frame. */
function mostTokensOf(messages: readonly ChatMessage[]): number {
  const encoder = new TextEncoder();
  return messages.reduce((sum, { content }) => sum + encoder.encode(content).length + 16, 0);
}
