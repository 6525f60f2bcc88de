"""Measures speed and recall on a synthetic catalogue of any size, in a store of its own."""
