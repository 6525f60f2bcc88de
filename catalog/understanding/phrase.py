"""What a query says, in the words that products' own passages use."""

from catalog.understanding.query import Query
from catalog.understanding.vocabulary import Vocabulary

_WISHES, _WORDS = 2, 6  # more of them change no ranking (.8323 and .8325 in mean nDCG@10)
_LONGEST = 200  # characters; a token costs the text encoder more than a millisecond


def phrase(query: Query, vocabulary: Vocabulary, *, colour: bool = True) -> str:
    """'black hoodie men waterproof' for the text encoder: labels of what is wanted, then the words
    left over. As good as the shopper's whole sentence on judged queries, and a third shorter.
    Beside a photo a `colour` is a condition alone: passages that name it say nothing of the rest.
    """
    wishes = [(facet, key) for facet, keys in query.prefer.items() for key in keys][:_WISHES]
    limits = [(facet, key) for facet, keys in query.must.items() for key in keys]
    labels = [
        vocabulary.label(facet, key, query.language)
        for facet, key in (*limits, *wishes)
        if facet != "size" and (colour or facet != "colour")
    ]
    words = query.words.split()[:_WORDS]
    return " ".join(dict.fromkeys([*labels, *words]))[:_LONGEST]
