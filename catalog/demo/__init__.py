"""A demonstration shop: a small fashion catalogue, drawn and written from a seed."""

from .shop import generate

__all__ = ["generate"]
