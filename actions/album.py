"""Shoppers' photos: decoded in bounds, kept in the store with what the encoder saw in them."""

import re
import secrets

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from sqlalchemy import Engine, insert, select

from catalog.encoders import Encoder
from catalog.encoders.photo import Box, cut
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
        return self._keep(decode_photo(data))

    def _keep(self, image: Image.Image) -> str:
        features = self._encoder.encode_photo(image)
        photo_id = secrets.token_hex(16)
        with self._engine.begin() as connection:
            connection.execute(
                insert(Photo).values(
                    id=photo_id,
                    jpeg=to_jpeg(image),
                    encoder=self._encoder.name,
                    features=pack(features.readings),
                    readings=len(features.readings),
                    things=[list(box) for box in features.things],
                )
            )
        return photo_id

    def jpeg(self, photo_id: str) -> bytes | None:
        """The photo as JPEG; None when there is none of that id."""
        if not _ID.fullmatch(photo_id):
            return None
        with self._engine.connect() as connection:
            return connection.scalar(select(Photo.jpeg).where(Photo.id == photo_id))

    def things(self, photo_id: str) -> list[Box]:
        """Where the things are that a photo shows, if several."""
        if not _ID.fullmatch(photo_id):
            return []
        with self._engine.connect() as connection:
            found = connection.scalar(select(Photo.things).where(Photo.id == photo_id))
        return [(box[0], box[1], box[2], box[3]) for box in found or []]

    def cut(self, photo_id: str, number: int) -> str | None:
        """Keep one of the things as a photo of its own; its id, or None without such a thing."""
        things, data = self.things(photo_id), self.jpeg(photo_id)
        if data is None or not 0 <= number < len(things):
            return None
        return self._keep(cut(decode_photo(data), things[number]))

    def readings(self, photo_ids: list[str]) -> list[NDArray[np.float32]]:
        """(r, d) of each photo, in their order; those that are gone are left out."""
        wanted = [photo_id for photo_id in photo_ids if _ID.fullmatch(photo_id)]
        if not wanted:
            return []
        statement = select(Photo.id, Photo.features, Photo.readings).where(
            Photo.id.in_(wanted), Photo.encoder == self._encoder.name
        )
        with self._engine.connect() as connection:
            found = {row.id: row for row in connection.execute(statement)}
        return [
            unpack([found[photo_id].features]).reshape(found[photo_id].readings, -1)
            for photo_id in wanted
            if photo_id in found
        ]
