"""Other vector stores behind one door, embedded as they come: LanceDB and Chroma."""

import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from catalog.bench.questions import Filter
from catalog.errors import CatalogError

Vectors = NDArray[np.float32]


class Chunk(NamedTuple):
    """n products: ids, (n, e) vectors, keys of categories and of colours, lowest prices."""

    ids: list[str]
    vectors: Vectors
    categories: list[list[str]]
    colours: list[list[str]]
    prices: list[int]


class Rival(Protocol):
    """A store of vectors with filters."""

    name: str

    def build(self, chunks: Iterable[Chunk]) -> None:
        """Take all products and index them."""

    def nearest(self, vector: Vectors, wanted: Filter) -> Sequence[str]:
        """Ids of the ten nearest that a filter leaves."""


def installed(name: str) -> Any:
    """A package that only comparing needs. Raises CatalogError when it isn't there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise CatalogError(
            f"{name} isn't installed, and comparing needs it: pip install '.[bench]'"
        ) from None


class Lance:
    """LanceDB with HNSW over scalar-quantised vectors, label lists and a B-tree."""

    name = "LanceDB"

    def __init__(self, folder: Path) -> None:
        self._arrow = installed("pyarrow")
        self._lance = installed("lancedb")
        self._index = importlib.import_module("lancedb.index")
        self._database = self._lance.connect(str(folder))
        self._table: Any = None

    def build(self, chunks: Iterable[Chunk]) -> None:
        """In LanceDB's own order: rows first, indexes last."""
        for chunk in chunks:
            rows = self._rows(chunk)
            if self._table is None:
                self._table = self._database.create_table("products", rows)
            else:
                self._table.add(rows)
        index = self._index
        self._table.create_index("vector", config=index.HnswSq(distance_type="cosine"))
        self._table.create_index("categories", config=index.LabelList())
        self._table.create_index("colours", config=index.LabelList())
        self._table.create_index("price", config=index.BTree())

    def nearest(self, vector: Vectors, wanted: Filter) -> Sequence[str]:
        """Ids, best first."""
        search = self._table.search(vector).distance_type("cosine").select(["id", "_distance"])
        if where := _sql(wanted):
            search = search.where(where, prefilter=True)
        found: list[str] = search.limit(10).to_arrow()["id"].to_pylist()
        return found

    def _rows(self, chunk: Chunk) -> Any:
        arrow = self._arrow
        size = chunk.vectors.shape[1]
        flat = arrow.array(chunk.vectors.ravel())
        return arrow.table({
            "id": chunk.ids, "vector": arrow.FixedSizeListArray.from_arrays(flat, size),
            "categories": chunk.categories, "colours": chunk.colours, "price": chunk.prices,
        })  # fmt: skip


class Chroma:
    """Chroma, persistent, as it is when nothing is set but the cosine."""

    name = "Chroma"

    def __init__(self, folder: Path) -> None:
        chroma = installed("chromadb")
        silent = importlib.import_module("chromadb.config").Settings(anonymized_telemetry=False)
        self._client = chroma.PersistentClient(str(folder), silent)
        self._products = self._client.create_collection(
            "products", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def build(self, chunks: Iterable[Chunk]) -> None:
        """In batches as large as Chroma takes."""
        most = self._client.get_max_batch_size()
        for chunk in chunks:
            for start in range(0, len(chunk.ids), most):
                part = slice(start, start + most)
                self._products.add(
                    ids=chunk.ids[part], embeddings=chunk.vectors[part],
                    metadatas=[
                        {"categories": categories, "colours": colours, "price": price}
                        for categories, colours, price in zip(
                            chunk.categories[part], chunk.colours[part], chunk.prices[part],
                            strict=True,
                        )
                    ],
                )  # fmt: skip

    def nearest(self, vector: Vectors, wanted: Filter) -> Sequence[str]:
        """Ids, best first."""
        found = self._products.query(
            query_embeddings=[vector], n_results=10, where=_where(wanted), include=[]
        )
        ids: list[str] = found["ids"][0]
        return ids


def _sql(wanted: Filter) -> str:
    parts = [
        f"array_has_any({column}, ['{key}'])"
        for column, key in (("categories", wanted.category), ("colours", wanted.colour))
        if key
    ]
    parts += [f"price <= {wanted.price}"] if wanted.price is not None else []
    return " AND ".join(parts)


def _where(wanted: Filter) -> dict[str, Any] | None:
    parts: list[dict[str, Any]] = [
        {column: {"$contains": key}}
        for column, key in (("categories", wanted.category), ("colours", wanted.colour))
        if key
    ]
    parts += [{"price": {"$lte": wanted.price}}] if wanted.price is not None else []
    return {"$and": parts} if len(parts) > 1 else parts[0] if parts else None
