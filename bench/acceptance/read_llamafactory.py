"""
Reads sharegpt as LLaMA-Factory does: its parser finds the datasets, its converter aligns the turns, and its templates encode
them. Its readers of images and sound ask for torch, of which texts need nothing: they are left out.
"""

import importlib.machinery
import importlib.util
import json
import pathlib
import sys
import types

from byte_tokenizer import byte_tokenizer
from checks import DATASETS, check, end, records


def stand_in(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members)
    module.__spec__ = importlib.machinery.ModuleSpec(name, None)
    sys.modules[name] = module


ROOT = pathlib.Path(importlib.util.find_spec("llamafactory").origin).parent


def bare_package(name):
    """A package of which only the modules that are asked for are run."""
    path = ROOT.joinpath(*name.split(".")[1:])
    stand_in(name, __path__=[str(path)])


bare_package("llamafactory")
bare_package("llamafactory.data")
bare_package("llamafactory.extras")
stand_in("peft")
stand_in("peft.utils", SAFETENSORS_WEIGHTS_NAME="", WEIGHTS_NAME="")
stand_in("llamafactory.extras.misc", use_modelscope=lambda: False, use_openmind=lambda: False)
stand_in("llamafactory.data.mm_plugin", get_mm_plugin=lambda name, **_: name)

from llamafactory.data.converter import get_dataset_converter
from llamafactory.data.parser import get_dataset_list
from llamafactory.data.template import TEMPLATES


def convert(name, folder):
    attributes, = get_dataset_list([name], str(folder))
    converter = get_dataset_converter(attributes.formatting, attributes, None)
    text = (folder / attributes.dataset_name).read_text(encoding="utf-8")
    return [converter(json.loads(line)) for line in text.split("\n") if line]


def conversion_faults(found, written):
    for at, (aligned, record) in enumerate(zip(found, written, strict=True)):
        # An example that it skips comes out empty.
        turns = [turn["content"] for turn in aligned["_prompt"] + aligned["_response"]]
        if turns != [turn["value"] for turn in record["conversations"]]:
            yield f"record {at}: {len(turns)} turns of {len(record['conversations'])}"
        if (aligned["_system"], aligned["_tools"]) != (record["system"], record["tools"]):
            yield f"record {at}: system or tools"


def call_in(answer, template):
    """The call of an answer as a model gives it: what begins and ends a turn are tokens of their own there."""
    slot, = [slot for slot in template.format_function.slots if isinstance(slot, str) and "{{content}}" in slot]
    before, _, after = slot.partition("{{content}}")
    answer = answer.rpartition("<end>")[0] or answer
    return answer.removeprefix(before).removesuffix(after)


def encoding_faults(template, found, tokenizer):
    for at, example in enumerate(found):
        messages = example["_prompt"] + example["_response"]
        pairs = template.encode_multiturn(tokenizer, messages, example["_system"], example["_tools"])
        answers = [tokenizer.decode(answer) for _, answer in pairs]
        if len(pairs) * 2 != len(messages):
            yield f"record {at}: {len(pairs)} pairs"
        if "edit_file" not in tokenizer.decode(pairs[0][0]):
            yield f"record {at}: the tools are not declared"
        for message, answer in zip(messages[1::2], answers):
            if message["role"] != "function":
                if message["content"] not in answer:
                    yield f"record {at}: the answer is not in it"
                continue
            call, read = json.loads(message["content"]), template.extract_tool(call_in(answer, template))
            if isinstance(read, str):
                yield f"record {at}: no call is read in {answer[:200]!r}"
            elif [(each.name, json.loads(each.arguments)) for each in read] != [(call["name"], call["arguments"])]:
                yield f"record {at}: another call is read: {read}"[:300]


found = convert("train", DATASETS / "sharegpt")
check("llamafactory", f"{len(found)} records are converted, turn by turn", list(conversion_faults(found, records("sharegpt"))))
tokenizer = byte_tokenizer()
# That of LFM2 is not among them: it writes quotes within quotes as they are, and so cannot read its own calls back.
for name in ["default", "chatml", "qwen", "qwen3", "llama3", "glm4", "mistral", "gemma3", "seed_oss", "gpt_oss", "deepseek3"]:
    try:
        faults = list(encoding_faults(TEMPLATES[name], found, tokenizer))
    except Exception as error:  # Whatever a template refuses is a finding.
        faults = [f"{type(error).__name__}: {error}"]
    check("llamafactory", f"the template {name} encodes {len(found)} records, and reads their calls back", faults)
end()
