"""Brings feeds into the store: validated products become rows, pictures and vectors."""
