"""Made-up views of a picture: what tells a shopper's photo from a shop's picture."""

from random import Random

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps


def other_view(image: Image.Image, random: Random) -> Image.Image:
    """An RGB picture as another one might show the same thing: nearer, turned, out of focus, in
    other light."""
    seen = ImageOps.mirror(image) if random.random() < 0.5 else image
    corner = seen.getpixel((0, 0))
    seen = seen.rotate(random.uniform(-8, 8), Image.Resampling.BILINEAR, fillcolor=corner)
    share = random.uniform(0.55, 0.95)
    width, height = round(seen.width * share), round(seen.height * share)
    left, top = random.randint(0, seen.width - width), random.randint(0, seen.height - height)
    seen = seen.crop((left, top, left + width, top + height))
    seen = ImageEnhance.Contrast(_lit(seen, random)).enhance(random.uniform(0.8, 1.1))
    return seen.filter(ImageFilter.GaussianBlur(random.uniform(0, 1.4)))


def _lit(image: Image.Image, random: Random) -> Image.Image:
    warmth, tint = random.uniform(-0.12, 0.12), random.uniform(-0.04, 0.04)
    gains = np.array([1 + warmth, 1 + tint, 1 - warmth]) * random.uniform(0.75, 1.15)
    return Image.fromarray(np.clip(np.asarray(image) * gains, 0, 255).astype(np.uint8))
