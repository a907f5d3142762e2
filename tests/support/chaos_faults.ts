import { apiError } from "./chat_completion.ts";
import type { Reply } from "./openai_server.ts";

/** Ways in which a server fails, by name, each made from the whole body of the right answer. */
export const FAULTS: Readonly<Record<string, (body: string) => Reply>> = {
  busy_retry_soon: () => ({
    status: 429,
    body: apiError("slow down", "rate_limit_exceeded"),
    headers: { "retry-after-ms": "60" },
  }),
  busy_retry_in_a_second: () => ({
    status: 429,
    body: apiError("slow down", "rate_limit_exceeded"),
    headers: { "retry-after": "1" },
  }),
  busy: () => ({ status: 429, body: apiError("slow down", "rate_limit_exceeded") }),
  request_timeout: () => ({ status: 408, body: apiError("the request took too long") }),
  conflict: () => ({ status: 409, body: apiError("try again") }),
  server_error: () => ({ status: 500, body: apiError("internal error", "server_error") }),
  bad_gateway: () => ({
    status: 502,
    body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
    headers: { "content-type": "text/html" },
  }),
  unavailable: () => ({ status: 503, body: apiError("no capacity"), headers: { "retry-after-ms": "30" } }),
  overloaded: () => ({ status: 529, body: { type: "error", error: { type: "overloaded_error" } } }),
  no_body: () => ({ status: 500 }),
  reset: () => ({ ending: "reset" }),
  cut_in_the_headers: () => ({ body: "", ending: "cut" }),
  cut_in_the_body: (body) => ({ body: body.slice(0, body.length / 2), ending: "cut" }),
  stall_at_once: () => ({ body: "", ending: "stall" }),
  stall_in_the_body: (body) => ({ body: body.slice(0, body.length / 2), ending: "stall" }),
  half_json: (body) => ({ body: body.slice(0, body.length / 2) }),
  no_json: () => ({ body: "upstream connect error or disconnect/reset before headers" }),
  page: () => ({ body: "<!doctype html><title>Log in</title>", headers: { "content-type": "text/html" } }),
  another_json: () => ({ body: { object: "list", data: [] } }),
  null_json: () => ({ body: "null" }),
  error_with_200: () => ({ body: { error: { message: "the provider failed", code: 502 } } }),
  busy_with_200: () => ({ body: { error: { message: "rate limited", code: 429 } } }),
  no_choices: () => ({ body: { id: "x", object: "chat.completion", choices: [] } }),
  nothing: () => ({ body: "" }),
};
