"""A demonstration shop: a small fashion catalogue, drawn and written from a seed."""

from .bylaws import copy_bylaws, forget_bylaws
from .shop import generate
from .today import since

__all__ = ["copy_bylaws", "forget_bylaws", "generate", "since"]
