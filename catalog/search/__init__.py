"""Finds products for a Query, a photo or both, in one statement, and says why."""
