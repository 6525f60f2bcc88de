"""Made-up views of a picture: what tells views apart in a catalogue with one picture a product."""

from random import Random

from PIL import Image, ImageEnhance, ImageOps


def other_view(image: Image.Image, random: Random) -> Image.Image:
    """An RGB picture as another one might show the same thing: nearer, turned, in other light."""
    seen = ImageOps.mirror(image) if random.random() < 0.5 else image
    corner = seen.getpixel((0, 0))
    seen = seen.rotate(random.uniform(-8, 8), Image.Resampling.BILINEAR, fillcolor=corner)
    share = random.uniform(0.55, 0.95)
    width, height = round(seen.width * share), round(seen.height * share)
    left, top = random.randint(0, seen.width - width), random.randint(0, seen.height - height)
    seen = seen.crop((left, top, left + width, top + height))
    seen = ImageEnhance.Brightness(seen).enhance(random.uniform(0.85, 1.12))
    return ImageEnhance.Color(seen).enhance(random.uniform(0.8, 1.15))
