"""Reads a shopper's words: price, order and stock first, then what the vocabulary names, with
the reach of each "not"; what is left are words for full text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from catalog.understanding.negation import negated_spans
from catalog.understanding.prices import find_price
from catalog.understanding.query import STRICT, Facets, PriceRange, Query, Relative, Sort
from catalog.understanding.sizes import find_sizes
from catalog.understanding.tokens import Token, language_of, normalise, tokenise
from catalog.understanding.vocabulary import Match, Meaning, Vocabulary, stopwords

Present = Mapping[str, frozenset[str]]

_SORTS: dict[Sort, str] = {
    "price_asc": r"\b(?:the )?(?:cheapest|least expensive|lowest[ -]priced?|lowest price)\b|(?:sort(?:ed)? )?by price\b|price low to high|low(?:est)? to high(?:est)?|最便宜的?|最低价|价格最低的?|按价格排序?|价格从低到高|从便宜到贵",
    "price_desc": r"\b(?:the )?(?:most expensive|priciest|dearest|highest priced?)\b|high(?:est)? to low(?:est)?|最贵的?|价格最高的?|价格从高到低",
    "rating": r"\b(?:the )?(?:best[ -]rated|top[ -]rated|highest[ -]rated|best reviewed|best reviews)\b|评价最好的?|评分最高的?|口碑最好的?|好评最多的?",
    "newest": r"\b(?:the )?(?:newest|latest|new arrivals?|new in|just in)\b|最新款?的?|新品|新款|刚上架的?",
}  # fmt: skip
_RELATIVE: dict[Relative, str] = {
    "cheaper": r"\b(?:a (?:bit|little) |much |something |anything )?(?:cheaper|less expensive|lower[ -]priced?|more affordable)(?: ones?)?\b|too (?:expensive|pricey|dear|much)|便宜一?[点些]的?|再便宜|更便宜的?|太贵了?|价格低一?[点些]的?|实惠一?[点些]的?",
    "dearer": r"\b(?:more expensive|pricier|higher[ -]end|more premium|fancier)\b|贵一?[点些]的?|高档一?[点些]的?|更贵的?|好一点的牌子",
}  # fmt: skip
_FORGET = {
    "price": r"(?:forget|ignore|drop|remove|regardless of|never ?mind)(?: about)?(?: the)? (?:price|budget|price limit)|price (?:doesn ?t|does not|doesn'?t) matter|any price|不限价格?|价格?不限|多少钱都行|价格无所谓|不管价格|别管价格",
    "colour": r"(?:forget|ignore|drop|remove|never ?mind)(?: about)?(?: the)? colou?rs?|any colou?r|colou?r (?:doesn'?t|doesn ?t|does not) matter|颜色不限|什么颜色都行|不限颜色|颜色无所谓|不管颜色",
    "size": r"(?:forget|ignore|drop|remove|never ?mind)(?: about)?(?: the)? size|any size|尺码不限|不限尺码|什么尺码都行",
    "brand": r"(?:forget|ignore|drop|remove)(?: about)?(?: the)? brand|any brand|品牌不限|不限品牌|什么牌子都行",
    "material": r"(?:forget|ignore|drop|remove)(?: about)?(?: the)? material|any material|材质不限|不限材质",
}  # fmt: skip
_IN_STOCK = r"\b(?:in stock|available now|ready to ship)\b|有现货的?|现货|有货的?"
_NUMERIC_SIZE = re.compile(r"\d")


class Parser:
    """Understands text by a vocabulary; `present` are the values that the catalogue has."""

    def __init__(self, vocabulary: Vocabulary, present: Present) -> None:
        self.vocabulary = vocabulary
        self.present = present

    def parse(self, text: str) -> Query:
        """The query that a shopper's text says; never fails, an empty text is an empty query."""
        language = language_of(text)
        rest, price, sort, relative, forget, in_stock = _phrases(normalise(text[:2_000]))
        rest, sizes = find_sizes(rest, self.present.get("size", frozenset()))
        tokens = tokenise(rest)
        matches = self.vocabulary.find(tokens, mend=True)
        wanted, unwanted, negated = self._facets(rest, tokens, matches)
        if sizes:
            wanted["size"] = sizes
        must, prefer, widened = self._strict(wanted)
        words, unwanted_words = self._words(tokens, matches, negated)
        if unwanted_words:
            unwanted["words"] = unwanted_words
        return Query(
            must=must, must_not=dict(unwanted), prefer=prefer, price=price, sort=sort,
            in_stock=in_stock, words=words, text=_without(rest, tokens, negated),
            language=language, widened=widened, relative=relative, forget=forget,
        )  # fmt: skip

    def _facets(
        self, text: str, tokens: list[Token], matches: list[Match]
    ) -> tuple[Facets, Facets, set[int]]:
        """Values wanted and unwanted, and the indexes of negated tokens."""
        wanted: Facets = defaultdict(list)
        unwanted: Facets = defaultdict(list)
        negated: set[int] = set()
        for start, end in negated_spans(text):
            negated |= {i for i, token in enumerate(tokens) if start <= token.start < end}
        inside = [match for match in matches if match.start in negated]
        if any(not _is_category(m) for m in inside):  # "not black shoes" are still shoes
            for match in inside:
                if _is_category(match):
                    negated -= set(range(match.start, match.end))
        for match in matches:
            target = unwanted if match.start in negated else wanted
            for meaning in match.meanings:
                self._note(target, meaning, with_implied=match.start not in negated)
        return wanted, unwanted, negated

    def _note(self, target: Facets, meaning: Meaning, *, with_implied: bool) -> None:
        pairs = [(meaning.facet, meaning.key), *(meaning.implies if with_implied else ())]
        for facet, key in pairs:
            if key not in target[facet]:
                target[facet].append(key)

    def _strict(self, wanted: Facets) -> tuple[Facets, Facets, dict[str, str]]:
        """Split into what excludes and what only ranks, widening what the shop doesn't have."""
        must: Facets = {}
        prefer: Facets = {}
        widened: dict[str, str] = {}
        for facet, keys in wanted.items():
            if not keys:
                continue
            if facet not in STRICT or not self._usable(facet, keys):
                prefer[facet] = keys
                continue
            chosen = []
            for key in self._most_specific(facet, keys):
                nearest = self._nearest(facet, key)
                chosen.append(nearest)
                if nearest != key:
                    widened[key] = nearest
            must[facet] = list(dict.fromkeys(chosen))
        return must, prefer, widened

    def _usable(self, facet: str, keys: Iterable[str]) -> bool:
        """Whether the catalogue can tell: a facet that no product has excludes nothing, and of
        the finer ones only a value that is there does."""
        present = self.present.get(facet, frozenset())
        if facet in ("category", "colour", "size", "brand"):
            return bool(present)
        return any(self._nearest(facet, key) in present for key in keys)

    def _most_specific(self, facet: str, keys: list[str]) -> list[str]:
        wider = {a for key in keys for a in self.vocabulary.ancestors(facet, key)[1:]}
        return [key for key in keys if key not in wider]

    def _nearest(self, facet: str, key: str) -> str:
        """The key if the catalogue has it, else the nearest wider one that isn't a root."""
        present = self.present.get(facet, frozenset())
        for candidate in self.vocabulary.ancestors(facet, key):
            concept = self.vocabulary.concepts[facet].get(candidate)
            root = facet == "category" and not (concept and concept.parents)
            if candidate in present and not (root and candidate != key):
                return candidate
        return key

    def _words(
        self, tokens: list[Token], matches: list[Match], negated: set[int]
    ) -> tuple[str, list[str]]:
        """Words for full text: what isn't a stopword or a strict value; and unwanted ones."""
        known: set[int] = set()
        for match in matches:
            if all(m.facet in STRICT for m in match.meanings) or match.start in negated:
                known |= set(range(match.start, match.end))
        left = [i for i in range(len(tokens)) if i not in known]
        keep = _without_stopwords(tokens, [i for i in left if i not in negated])
        refuse = _without_stopwords(tokens, [i for i in left if i in negated])
        unwanted = [word for word in refuse if len(word) > 2 and word.isascii()]
        return " ".join(keep), unwanted


def _phrases(
    text: str,
) -> tuple[str, PriceRange | None, Sort | None, Relative | None, list[str], bool]:
    """Take price, order, comparisons and stock out of normalised text."""
    forget = [name for name, pattern in _FORGET.items() if re.search(pattern, text)]
    for name in forget:
        text = re.sub(_FORGET[name], " ", text)
    found = find_price(text)
    if found:
        text = f"{text[: found.start]} , {text[found.end :]}"
    sort = next((name for name, pattern in _SORTS.items() if re.search(pattern, text)), None)
    if sort:
        text = re.sub(_SORTS[sort], " ", text)
    relative = next((n for n, pattern in _RELATIVE.items() if re.search(pattern, text)), None)
    if relative:
        text = re.sub(_RELATIVE[relative], " ", text)
    in_stock = bool(re.search(_IN_STOCK, text))
    text = re.sub(_IN_STOCK, " ", text)
    return text, found.price if found else None, sort, relative, forget, in_stock


def _is_category(match: Match) -> bool:
    return any(meaning.facet == "category" for meaning in match.meanings)


def _without_stopwords(tokens: list[Token], indexes: list[int]) -> list[str]:
    """Runs of Chinese characters are joined before stopwords are looked for in them."""
    runs: list[str] = []
    previous = None
    for index in indexes:
        token = tokens[index]
        joined = previous is not None and token.start == previous.end
        if joined and not token.text.isascii() and runs and not runs[-1].isascii():
            runs[-1] += token.text
        else:
            runs.append(token.text)
        previous = token
    return [word for run in runs for word in _strip_stopwords(run)]


def _strip_stopwords(run: str) -> list[str]:
    if run.isascii():
        return [] if run in stopwords() else [run]
    chinese = sorted((w for w in stopwords() if not w.isascii()), key=len, reverse=True)
    return [part for part in re.split("|".join(map(re.escape, chinese)), run) if part]


def _without(text: str, tokens: list[Token], negated: set[int]) -> str:
    """The text without its negated tokens: a vector knows no "not"."""
    characters = list(text)
    for index in negated:
        token = tokens[index]
        characters[token.start : token.end] = " " * (token.end - token.start)
    return " ".join("".join(characters).split())
