"""Grounded answers to questions about one product or a few: every word of them is the shop's or a
reviewer's, or is counted from the store."""
