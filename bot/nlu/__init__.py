"""Daogou's own NLU components."""
