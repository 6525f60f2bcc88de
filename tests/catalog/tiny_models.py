"""Tiny random models of the kinds that the pretrained encoders load."""

from pathlib import Path
from typing import Any

import torch
import transformers
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast


def _image_processor(name: str) -> Any:
    return getattr(transformers, name)(
        size={"height": 16, "width": 16}, crop_size={"height": 16, "width": 16}
    )


def _tokenizer(length: int) -> Any:
    vocabulary = {word: number for number, word in enumerate(["<pad>", "<eos>", "<unk>"])}
    for sign in "abcdefghijklmnopqrstuvwxyz":
        vocabulary[sign] = len(vocabulary)
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A <eos>", special_tokens=[("<eos>", 1)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, model_max_length=length, pad_token="<pad>",
        eos_token="<eos>", unk_token="<unk>",
    )  # fmt: skip


_TEXT = {"vocab_size": 29, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1,
         "num_attention_heads": 2, "max_position_embeddings": 12, "pad_token_id": 0,
         "bos_token_id": 1, "eos_token_id": 1}  # fmt: skip
_VISION = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1,
           "num_attention_heads": 2, "image_size": 16, "patch_size": 8}  # fmt: skip


def tiny_clip(folder: Path) -> Path:
    torch.manual_seed(1)
    config = transformers.CLIPConfig(text_config=_TEXT, vision_config=_VISION, projection_dim=12)
    transformers.CLIPModel(config).save_pretrained(folder)
    transformers.CLIPProcessor(
        _image_processor("CLIPImageProcessor"), _tokenizer(12)
    ).save_pretrained(folder)
    return folder


def tiny_siglip(folder: Path) -> Path:
    torch.manual_seed(1)
    config = transformers.SiglipConfig(
        text_config={**_TEXT, "projection_size": 16}, vision_config=_VISION
    )
    transformers.SiglipModel(config).save_pretrained(folder)
    processor = transformers.SiglipProcessor(
        _image_processor("SiglipImageProcessor"), _tokenizer(12)
    )
    processor.save_pretrained(folder)
    return folder


def tiny_sentences(folder: Path) -> Path:
    torch.manual_seed(1)
    words = folder.parent / "words"
    sizes = {k: v for k, v in _TEXT.items() if "token_id" not in k}
    BertModel(BertConfig(**sizes)).save_pretrained(words)
    _tokenizer(12).save_pretrained(words)
    modules = [Transformer(str(words)), Pooling(_TEXT["hidden_size"])]
    SentenceTransformer(modules=modules).save(str(folder))
    return folder


TINY = {"clip": tiny_clip, "siglip2": tiny_siglip, "st": tiny_sentences}
