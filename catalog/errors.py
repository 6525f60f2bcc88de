"""Errors of the catalogue.

CatalogError
├── SettingsError        a setting is missing or has a value that can't be used
├── StoreError           the database can't be started or reached
├── FeedError            a feed can't be read at all (bad rows are rejects, not errors)
├── PhotoError           a picture that can't or mustn't be decoded
│   ├── NotAPictureError
│   ├── TooLargeError
│   └── TooManyPixelsError
├── WeightsError         model weights are missing or aren't the ones expected
└── TooLittleToLearnError  the catalogue has too few products with picture and text
"""


class CatalogError(Exception):
    """Base of all errors that a caller of the catalogue can expect."""


class SettingsError(CatalogError):
    """A setting is missing or unusable; the message names key, value and the way out."""


class StoreError(CatalogError):
    """The database can't be started or reached."""


class FeedError(CatalogError):
    """A feed can't be read at all."""


class PhotoError(CatalogError):
    """A picture that can't be used. `code` is stable, for programs."""

    code = "not_a_picture"


class NotAPictureError(PhotoError):
    """The bytes are no picture in a format that is understood."""


class TooLargeError(PhotoError):
    """More bytes than allowed."""

    code = "too_large"


class TooManyPixelsError(PhotoError):
    """More pixels than allowed."""

    code = "too_many_pixels"


class WeightsError(CatalogError):
    """Model weights are missing or aren't the ones expected."""


class TooLittleToLearnError(CatalogError):
    """The catalogue has too few products with picture and text."""
