"""The merchant's policies: shipping, returns, payment and so on, quoted word for word."""

from catalog.policies.policies import Answer, Policies
from catalog.policies.reading import read_policies
from catalog.policies.section import TOPICS, Section

__all__ = ["TOPICS", "Answer", "Policies", "Section", "read_policies"]
