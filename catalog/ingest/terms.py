"""Counts the words of the catalogue's texts: rare ones say more, and typing mistakes are mended to
them."""

from sqlalchemy import Connection, text

_MOST = 100_000  # words a language; what is rarer still hardly helps anybody
_COUNT = """
    INSERT INTO terms (language, word, documents)
    SELECT CAST(:language AS text), word, ndoc
    FROM ts_stat(format(
        'SELECT to_tsvector(''simple'', words_title || '' '' || words_body) FROM product_texts '
        'WHERE language = %L', CAST(:language AS text)
    ))
    WHERE word !~ '[0-9]' ORDER BY ndoc DESC, word LIMIT :most
"""


def count_terms(connection: Connection) -> None:
    """Count in how many products each word stands, anew."""
    connection.execute(text("DELETE FROM terms"))
    for language in ("en", "zh"):
        connection.execute(text(_COUNT), {"language": language, "most": _MOST})
