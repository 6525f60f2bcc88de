"""A demonstration shop: a small fashion catalogue, drawn and written from a seed."""

from .bylaws import copy_policies, forget_policies
from .shop import generate
from .today import since

__all__ = ["copy_policies", "forget_policies", "generate", "since"]
