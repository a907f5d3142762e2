"""
Reads exported preferences by their consumers' own code: the library datasets, TRL, OpenAI's types, and LLaMA-Factory's
converter. Nothing is fetched and nothing is trained.

    python3 -m venv env
    env/bin/pip install datasets jinja2 openai tokenizers huggingface_hub safetensors regex omegaconf typer psutil
    env/bin/pip install --no-deps trl transformers accelerate llamafactory
    for format in openai-preference trl-preference trl-kto sharegpt-preference; do
      synthdebug export conversations -f $format -o sets/$format
    done
    env/bin/python bench/acceptance/read_preferences.py sets

PyTorch is not needed: what asks for it is not called.
"""

import importlib.machinery
import importlib.metadata
import importlib.util
import json
import pathlib
import sys
import tempfile
import types

import datasets
import pydantic
import tokenizers
import transformers
from openai.types.chat import ChatCompletionMessageParam
from trl import data_utils

FOLDER = pathlib.Path(sys.argv[1])
fell_short = []


def records(name):
    text = (FOLDER / name / "train.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def check(tool, what, faults):
    faults = list(faults)
    print(f"{'FAIL' if faults else 'ok  '} {tool} {importlib.metadata.version(tool)}: {what}", flush=True)
    for fault in faults[:3]:
        print(f"     {str(fault)[:300]}")
    fell_short.extend(faults)


def load(name, cache):
    loaded = datasets.load_dataset("json", data_files=str(FOLDER / name / "train.jsonl"), cache_dir=cache)["train"]
    differing = [f"record {at}" for at, record in enumerate(records(name)) if loaded[at] != record]
    check("datasets", f"{name}: {len(loaded)} records come back as they are written", differing)
    return loaded


def chat_tokenizer():
    """A tokenizer whose tokens are bytes, with a template of TRL's own, so that nothing need be fetched."""
    alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    model = tokenizers.Tokenizer(tokenizers.models.BPE(vocab={token: at for at, token in enumerate(alphabet + ["<end>"])}, merges=[]))
    model.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    model.decoder = tokenizers.decoders.ByteLevel()
    fast = transformers.PreTrainedTokenizerFast(tokenizer_object=model, eos_token="<end>")
    templates = pathlib.Path(data_utils.__file__).parent / "chat_templates"
    fast.chat_template = (templates / "qwen3.jinja").read_text(encoding="utf-8")
    return fast


def pair_faults(loaded, tokenizer):
    for at, record in enumerate(loaded):
        if not data_utils.is_conversational(record):
            yield f"record {at}: it is not taken for a conversation"
        if data_utils.maybe_extract_prompt(record) != record:
            yield f"record {at}: another prompt is taken out of it"
        written = data_utils.maybe_apply_chat_template(record, tokenizer)
        for key in ["chosen", "rejected"]:
            if record[key][0]["content"] not in written[key]:
                yield f"record {at}: {key} is not in what is written"
        if record["prompt"][1]["content"] not in written["prompt"]:
            yield f"record {at}: the task is not in what is written"


def joined_faults(loaded):
    """TRL finds the prompt by itself where it stands in both answers."""
    for at, record in enumerate(loaded):
        joined = {key: record["prompt"] + record[key] for key in ["chosen", "rejected"]}
        found = data_utils.extract_prompt(joined)
        if any(found[key] != record[key] for key in ["prompt", "chosen", "rejected"]):
            yield f"record {at}: the answers do not part where they should"


def unpaired_faults(pairs, unpaired):
    made = data_utils.unpair_preference_dataset(pairs.select_columns(["prompt", "chosen", "rejected"]))
    key = lambda record: json.dumps([record["prompt"], record["completion"], record["label"]])
    if sorted(map(key, made)) != sorted(map(key, unpaired)):
        yield "trl-kto is not what TRL makes of trl-preference"
    if data_utils.maybe_unpair_preference_dataset(unpaired)[0] != unpaired[0]:
        yield "TRL takes the unpaired records for pairs"
    yield from (f"record {at}" for at, each in enumerate(unpaired) if not data_utils.is_conversational(each))


def openai_faults(written):
    messages = pydantic.TypeAdapter(list[ChatCompletionMessageParam])
    for at, record in enumerate(written):
        if list(record) != ["input", "preferred_output", "non_preferred_output"]:
            yield f"record {at}: keys {list(record)}"
        if not set(record["input"]) <= {"messages", "tools", "parallel_tool_calls"}:
            yield f"record {at}: keys of the input {list(record['input'])}"
        parts = [record["input"]["messages"], record["preferred_output"], record["non_preferred_output"]]
        for part in parts:
            try:
                messages.dump_json(messages.validate_python(part, strict=True))
            except pydantic.ValidationError as error:
                yield f"record {at}: {error}"
        if [len(part) for part in parts[1:]] != [1, 1] or any(part[0]["role"] != "assistant" for part in parts[1:]):
            yield f"record {at}: an output is not one message of the assistant"
        if parts[0][-1]["role"] != "user" or parts[1] == parts[2]:
            yield f"record {at}: it does not end with the task, or both answers are one"


def bare_llamafactory():
    """LLaMA-Factory's modules for reading texts, without those that ask for PyTorch."""
    root = pathlib.Path(importlib.util.find_spec("llamafactory").origin).parent

    def stand_in(name, **members):
        module = types.ModuleType(name)
        module.__dict__.update(members)
        module.__spec__ = importlib.machinery.ModuleSpec(name, None)
        sys.modules[name] = module

    for name in ["llamafactory", "llamafactory.data", "llamafactory.extras"]:
        stand_in(name, __path__=[str(root.joinpath(*name.split(".")[1:]))])
    stand_in("peft")
    stand_in("peft.utils", SAFETENSORS_WEIGHTS_NAME="", WEIGHTS_NAME="")
    stand_in("llamafactory.extras.misc", use_modelscope=lambda: False, use_openmind=lambda: False)
    stand_in("llamafactory.data.mm_plugin", get_mm_plugin=lambda name, **_: name)


def sharegpt_faults(written, folder):
    bare_llamafactory()
    from llamafactory.data.converter import get_dataset_converter
    from llamafactory.data.parser import get_dataset_list

    about = {
        "file_name": "train.jsonl",
        "formatting": "sharegpt",
        "ranking": True,
        "columns": {"messages": "conversations", "system": "system", "chosen": "chosen", "rejected": "rejected"},
    }
    (folder / "dataset_info.json").write_text(json.dumps({"pairs": about}))
    attributes, = get_dataset_list(["pairs"], str(folder))
    converter = get_dataset_converter(attributes.formatting, attributes, None)
    for at, record in enumerate(written):
        aligned = converter(record)
        expected = ["user", record["conversations"][0]["value"], record["chosen"]["value"], record["rejected"]["value"]]
        prompt, response = aligned["_prompt"], aligned["_response"]
        found = [prompt[0]["role"], prompt[0]["content"], *[turn["content"] for turn in response]] if prompt else []
        if found != expected or aligned["_system"] != record["system"]:
            yield f"record {at}: it is not read as a ranked pair"


with tempfile.TemporaryDirectory() as cache:
    pairs, unpaired = load("trl-preference", cache), load("trl-kto", cache)
    for name in ["openai-preference", "sharegpt-preference"]:
        load(name, cache)
    check("trl", f"{len(pairs)} pairs are conversations, keep their prompt, and are written by a template", pair_faults(pairs, chat_tokenizer()))
    check("trl", f"{len(pairs)} prompts are found where each stands in both answers", joined_faults(pairs))
    check("trl", f"{len(unpaired)} unpaired records are what TRL makes of the pairs", unpaired_faults(pairs, unpaired))
    check("openai", "openai-preference has its keys and messages and no others", openai_faults(records("openai-preference")))
    check("llamafactory", "sharegpt-preference is read as ranked pairs", sharegpt_faults(records("sharegpt-preference"), pathlib.Path(cache)))
sys.exit(1 if fell_short else 0)
