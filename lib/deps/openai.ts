/**
 * The OpenAI client, typed by the package itself. Import this file lazily: it costs 40 ms.
 *
 * @module
 */
export { APIConnectionError, APIError, OpenAI } from "npm:openai@7.57.0";
