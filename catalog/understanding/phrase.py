"""What a query says, in the words that products' own passages use."""

from catalog.understanding.query import Query
from catalog.understanding.vocabulary import Vocabulary

_LONGEST = 200  # characters; a token costs the text encoder more than a millisecond


def phrase(query: Query, vocabulary: Vocabulary, *, colour: bool = True) -> str:
    """'black hoodie men waterproof' for the text encoder: labels of what is wanted, then the words
    left over. As good as the shopper's whole sentence on judged queries, and a third shorter.
    Beside a photo a `colour` is a condition alone: passages that name it say nothing of the rest.
    """
    labels = [
        vocabulary.label(facet, key, query.language)
        for wanted in (query.must, query.prefer)
        for facet, keys in wanted.items()
        if facet != "size" and (colour or facet != "colour")
        for key in keys
    ]
    return " ".join(dict.fromkeys([*labels, *query.words.split()]))[:_LONGEST]
