"""Reads all chat formats with the library datasets, and renders trl-sft with the chat templates that TRL carries."""

import json
import pathlib
import re
import tempfile

import datasets
import trl
from trl.data_utils import apply_chat_template, is_conversational

from byte_tokenizer import byte_tokenizer
from checks import DATASETS, check, end, records

# Templates that know tools, and whether they write the words before a call. That of DeepSeek-V3 is not among them: it
# takes a call's arguments as text, as openai-tools has them; nor is that of LFM2, which leaves quotes within quotes as they are.
TEMPLATES = {"qwen2_5": True, "qwen3": True, "qwen3_instruct_2507": True, "glm4moe": True, "llama3_1": False, "gptoss": False}


def load(name, cache):
    loaded = datasets.load_dataset("json", data_files=str(DATASETS / name / "train.jsonl"), cache_dir=cache)["train"]
    differing = [f"record {at}" for at, record in enumerate(records(name)) if loaded[at] != record]
    check("datasets", f"{name}: {len(loaded)} records come back as they are written", differing)
    return loaded


def is_in(part, text):
    """Whether a text holds a part, as it is or as templates write it within a call."""
    quoted = [json.dumps(part)[1:-1], json.dumps(part, ensure_ascii=False)[1:-1], repr(part)[1:-1]]
    return any(each in text for each in [part, *quoted])


def rendered_faults(loaded, tokenizer, has_words):
    for at, record in enumerate(loaded):
        text = apply_chat_template({"messages": record["messages"]}, tokenizer, tools=record["tools"])["text"]
        tokens = tokenizer(text, add_special_tokens=False)["input_ids"]
        if tokenizer.decode(tokens) != text:
            yield f"record {at}: its tokens are not its text"
        for tool in record["tools"]:
            if not is_in(tool["function"]["description"], text):
                yield f"record {at}: {tool['function']['name']} is not declared"
        for message in record["messages"]:
            calls = message.get("tool_calls") or []
            if (has_words or not calls) and not is_in(message["content"].strip(), text):
                yield f"record {at}: {message['role']} is not in it: {message['content'][:200]!r}"
            for call in calls:
                for value in call["function"]["arguments"].values():
                    if not is_in(value, text):
                        yield f"record {at}: an argument is not in it: {value[:200]!r}"


def call_faults(loaded, tokenizer):
    """Hermes' way of writing calls can be read back."""
    for at, record in enumerate(loaded):
        text = apply_chat_template({"messages": record["messages"]}, tokenizer, tools=record["tools"])["text"]
        body = text[text.index("<|im_start|>user"):]
        found = [json.loads(call) for call in re.findall(r"<tool_call>\n(.*?)\n</tool_call>", body, re.DOTALL)]
        made = [call["function"] for message in record["messages"] for call in message.get("tool_calls") or []]
        if found != made:
            yield f"record {at}: {len(found)} calls are read, {len(made)} are made"


with tempfile.TemporaryDirectory() as cache:
    for name in ["openai-chat", "openai-tools", "sharegpt"]:
        load(name, cache)
    loaded = load("trl-sft", cache)
    check("trl", "trl-sft is conversational", [at for at, record in enumerate(loaded) if not is_conversational(record)])
    folder = pathlib.Path(trl.__file__).parent / "chat_templates"
    for name, has_words in TEMPLATES.items():
        path = folder / f"{name}.jinja"
        if not path.exists():
            print(f"     TRL has no template {name}")
            continue
        tokenizer = byte_tokenizer(path.read_text(encoding="utf-8"))
        try:
            found = list(rendered_faults(loaded, tokenizer, has_words))
        except Exception as error:  # Whatever a template refuses is a finding.
            found = [f"{type(error).__name__}: {error}"]
        check("trl", f"the template {name} renders {len(loaded)} records{'' if has_words else ', words before calls left out'}", found)
    tokenizer = byte_tokenizer((folder / "qwen2_5.jinja").read_text(encoding="utf-8"))
    check("trl", "calls are read back from what qwen2_5 renders", list(call_faults(loaded, tokenizer)))
end()
