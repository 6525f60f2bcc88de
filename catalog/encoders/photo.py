"""What an encoder sees in a shopper's photo."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Box = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of a photo's width and height."""


class PhotoFeatures(NamedTuple):
    """(r, d) readings, the likeliest first: what is the product in a photo may be taken
    differently, and a picture is as near as to the nearest of them. And where the things are, if
    the photo shows several apart."""

    readings: NDArray[np.float32]
    things: list[Box]


def cut(image: Image.Image, box: Box) -> Image.Image:
    """The part of an image that a box holds, a pixel at the least."""
    left, top, right, bottom = box
    width, height = image.size
    near = math.floor(left * width), math.floor(top * height)
    return image.crop((*near, math.ceil(right * width), math.ceil(bottom * height)))
