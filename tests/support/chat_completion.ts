/** The body of a chat completion with one text. */
export function chatCompletion(
  text: string,
  options: { finishReason?: string | undefined; refusal?: string | undefined; usage?: unknown } = {},
): unknown {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 0,
    model: "test-model",
    choices: [{
      index: 0,
      message: { role: "assistant", content: text, refusal: options.refusal ?? null },
      logprobs: null,
      finish_reason: options.finishReason ?? "stop",
    }],
    usage: options.usage ?? { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
  };
}

/** The body of an error in OpenAI's form. */
export function apiError(message: string, code: string | null = null): unknown {
  return { error: { message, type: code ?? "invalid_request_error", param: null, code } };
}
