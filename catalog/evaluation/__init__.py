"""Measures retrieval on judged queries."""
