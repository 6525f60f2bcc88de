"""From a shopper's words to a Query, deterministically, by the catalogue's own vocabulary."""
