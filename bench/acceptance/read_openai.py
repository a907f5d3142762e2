"""Reads openai-chat and openai-tools by OpenAI's rules: the types of its package, and what its guide to fine-tuning asks."""

import json
import re

import jsonschema
import pydantic
from openai.types.chat import ChatCompletionFunctionToolParam, ChatCompletionMessageParam

from checks import check, end, records

MESSAGES = pydantic.TypeAdapter(list[ChatCompletionMessageParam])
TOOLS = pydantic.TypeAdapter(list[ChatCompletionFunctionToolParam])
KEYS = {
    "system": {"role", "content"},
    "user": {"role", "content"},
    "assistant": {"role", "content", "tool_calls", "weight"},
    "tool": {"role", "content", "tool_call_id"},
}
# Of one example, at about 4 characters a token, for the models that are tuned with the longest ones.
MOST_CHARACTERS = 65_536 * 4


def type_faults(record):
    try:
        for message in MESSAGES.validate_python(record["messages"], strict=True):
            # Lists of calls are looked at while they are read.
            list(message.get("tool_calls", []))
        TOOLS.validate_python(record.get("tools", []), strict=True)
    except pydantic.ValidationError as error:
        yield error


def faults(record, keys):
    messages, tools = record["messages"], record.get("tools", [])
    if set(record) != keys:
        yield f"keys {set(record)}"
    schemas = {tool["function"]["name"]: tool["function"]["parameters"] for tool in tools}
    if len(schemas) != len(tools) or len(tools) > 128:
        yield "names of tools"
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        if not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name):
            yield f"name {name}"
    if messages[-1]["role"] != "assistant" or not messages[-1]["content"]:
        yield "no answer at the end"
    ids, open_ids = set(), []
    for message in messages:
        role, content = message["role"], message["content"]
        if set(message) - KEYS[role] or not (content is None or isinstance(content, str)):
            yield f"keys {set(message)} of {role}"
        if role == "tool":
            if message["tool_call_id"] not in open_ids:
                yield f"answer to no call: {message['tool_call_id']}"
            else:
                open_ids.remove(message["tool_call_id"])
            continue
        if open_ids:
            yield f"call without answer: {open_ids}"
        calls = message.get("tool_calls", [])
        if not content and not calls:
            yield f"{role} says nothing"
        if len(calls) > 1:
            yield "calls at once though they are not parallel"
        for call in calls:
            if call["id"] in ids:
                yield f"id twice: {call['id']}"
            ids.add(call["id"])
            open_ids.append(call["id"])
            try:
                jsonschema.validate(json.loads(call["function"]["arguments"]), schemas[call["function"]["name"]])
            except (KeyError, TypeError, ValueError, jsonschema.ValidationError) as error:
                yield f"call {call['function']['name']}: {error}"
    if len(json.dumps(record, ensure_ascii=False)) > MOST_CHARACTERS:
        yield "longer than any model takes"


for name, keys in [("openai-chat", {"messages"}), ("openai-tools", {"messages", "tools", "parallel_tool_calls"})]:
    all_records = records(name)
    calls = sum(len(message.get("tool_calls", [])) for record in all_records for message in record["messages"])
    longest = max(len(json.dumps(record, ensure_ascii=False)) for record in all_records)
    check("openai", f"{name}: {len(all_records)} records are of its types",
          [fault for record in all_records for fault in type_faults(record)])
    check("rules of fine-tuning", f"{name}: {len(all_records)} records, {calls} calls, the longest has {longest} characters",
          [fault for record in all_records for fault in faults(record, keys)])
    if len(all_records) < 10:
        print(f"     {name}: fewer than the 10 records that a file must have")
end()
