"""Shoppers' photos: decoded in bounds, kept in the store with what the encoder saw in them."""

import re
import secrets

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, insert, select

from catalog.encoders import Encoder
from catalog.ingest.vectors import pack, unpack
from catalog.photos import decode_photo, to_jpeg
from catalog.store.tables import Photo

_ID = re.compile("[0-9a-f]{32}")


class Album:
    """Adds photos and finds them again by their unguessable ids."""

    def __init__(self, engine: Engine, encoder: Encoder) -> None:
        self._engine = engine
        self._encoder = encoder

    def add(self, data: bytes) -> str:
        """Keep a photo; returns its id. It is encoded now, so that the turn about it is quick.

        Raises PhotoError when the bytes are no picture or go beyond the bounds.
        """
        image = decode_photo(data)
        features = pack(self._encoder.encode_images([image])[0])
        photo_id = secrets.token_hex(16)
        with self._engine.begin() as connection:
            connection.execute(
                insert(Photo).values(
                    id=photo_id, jpeg=to_jpeg(image), features=features, encoder=self._encoder.name
                )
            )
        return photo_id

    def jpeg(self, photo_id: str) -> bytes | None:
        """The photo as JPEG; None when there is none of that id."""
        if not _ID.fullmatch(photo_id):
            return None
        with self._engine.connect() as connection:
            return connection.scalar(select(Photo.jpeg).where(Photo.id == photo_id))

    def features(self, photo_ids: list[str]) -> NDArray[np.float32] | None:
        """(n, d) raw features of photos; None unless all are there."""
        wanted = [photo_id for photo_id in photo_ids if _ID.fullmatch(photo_id)]
        with self._engine.connect() as connection:
            rows = connection.scalars(
                select(Photo.features).where(
                    Photo.id.in_(wanted), Photo.encoder == self._encoder.name
                )
            ).all()
        return unpack(rows) if rows and len(rows) == len(photo_ids) else None
