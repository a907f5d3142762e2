import type { Author } from "../core/author.ts";
import type { Chat } from "../core/chat.ts";
import { drawKey } from "../core/seed.ts";
import { buildPrompt } from "./prompt.ts";

/** An author that asks a model: once for each module, and again for what has to be mended. */
export function modelAuthor(chat: Chat): Author {
  return {
    name: "model",
    model: chat.model,
    repeats: false,
    write({ draw, repair, earlier, signal }) {
      return chat.ask({
        purpose: repair === null ? "module" : "repair",
        subject: drawKey(draw),
        messages: buildPrompt(draw.seed, { repair, earlier }),
        signal,
      });
    },
  };
}
