"""A tokenizer whose tokens are bytes, so that none need be fetched to render and encode chats."""

import tokenizers
import transformers


def byte_tokenizer(template=None):
    alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: at for at, token in enumerate(alphabet + ["<end>"])}
    model = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=vocabulary, merges=[]))
    model.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    model.decoder = tokenizers.decoders.ByteLevel()
    ends = {"eos_token": "<end>", "bos_token": "<end>", "unk_token": "<end>"}
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=model, **ends)
    tokenizer.chat_template = template
    return tokenizer
