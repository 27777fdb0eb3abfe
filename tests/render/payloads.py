"""The corpus of `payloads.yaml`, for parametrised tests."""

from pathlib import Path

import pytest
import yaml

__all__ = ["CASES", "PAYLOADS"]

PAYLOADS: dict[str, str] = yaml.safe_load(
    (Path(__file__).parent / "payloads.yaml").read_text(encoding="utf-8")
)

CASES = [pytest.param(text, id=name) for name, text in PAYLOADS.items()]
