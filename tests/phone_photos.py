"""Made-up phone photos: a product cut out of a studio picture and put into an untidy room, seen at
an angle in bad light. What is made up here is what shoppers' photos differ in from a shop's."""

import io
from collections.abc import Sequence
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]

_SIZE = (768, 1024)  # a phone held upright
_STUDIO = 10  # levels that a studio's backdrop varies by
_GAP = 0.0005  # of a picture; white that is no backdrop is hardly ever so even
_OVERHANG = 0.12  # of a side of the product that the studio's picture cuts off: out of the photo


def phone_photo(studio: Image.Image, clutter: Sequence[Image.Image], seed: str) -> bytes:
    """JPEG of the product in an RGB picture with a plain backdrop, in front of some of the RGB
    pictures of `clutter`; the same for the same `seed`."""
    random = Random(seed)
    scene = _room(clutter, random)
    _put(scene, _seen(cut_out(studio), random), random)
    lit = _lit(scene, random).filter(ImageFilter.GaussianBlur(random.uniform(0, 1.4)))
    data = io.BytesIO()
    _grain(lit, random).save(data, "JPEG", quality=random.randint(50, 80))
    return data.getvalue()


def cut_out(studio: Image.Image) -> Image.Image:
    """RGBA: transparent where the backdrop can be reached from the picture's edge. Of its own,
    so that what the encoder takes for foreground is put to the test."""
    pixels = np.asarray(studio)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    levels, counts = np.unique(edge // 8, axis=0, return_counts=True)
    backdrop = edge[(edge // 8 == levels[counts.argmax()]).all(1)].mean(0)
    framed = cv2.copyMakeBorder(pixels, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=backdrop.tolist())
    reached = np.zeros((framed.shape[0] + 2, framed.shape[1] + 2), np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    cv2.floodFill(framed, reached, (0, 0), (0, 0, 0), (_STUDIO,) * 3, (_STUDIO,) * 3, flags)
    opaque = (reached[2:-2, 2:-2] == 0) & ~_gaps(pixels, backdrop)
    alpha = Image.fromarray(opaque.astype(np.uint8) * 255)
    cut = studio.convert("RGBA")
    cut.putalpha(alpha.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.GaussianBlur(1)))
    return cut


def _gaps(pixels: NDArray[np.uint8], backdrop: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where the backdrop shows through, between an arm and a waist."""
    same = (np.abs(pixels - backdrop).max(-1) < 2).astype(np.uint8)
    _, labels, sizes, _ = cv2.connectedComponentsWithStats(same)
    large = sizes[:, cv2.CC_STAT_AREA] > _GAP * same.size
    return np.asarray(same.astype(bool) & large[labels])


def _seen(product: Image.Image, random: Random) -> Image.Image:
    """The product in a clear photo: large, tilted, not quite from the front. What goes on beyond
    the studio's picture goes on beyond the photo."""
    opaque = product.getchannel("A").point(lambda alpha: 255 * (alpha > 127))
    left, top, right, bottom = opaque.getbbox() or (0, 0, *product.size)
    cut_off = [(left < 5, right > product.width - 5), (top < 5, bottom > product.height - 5)]
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)
    tilt = np.radians(random.uniform(-15, 15))
    turn = np.array([(np.cos(tilt), np.sin(tilt)), (-np.sin(tilt), np.cos(tilt))])
    turned = (corners - corners.mean(0)) @ turn
    extent = np.ptp(turned, axis=0)
    filled = np.array(_SIZE) / extent
    scale = random.uniform(0.65, 0.9) * filled.min()
    for sides, full in zip(cut_off, filled, strict=True):
        if all(sides):
            scale = max(scale, (1 + 2 * _OVERHANG) * full)
    askew = [[random.uniform(0.92, 1) for _ in range(2)] for _ in corners]
    target = turned * scale * askew
    for axis, sides in enumerate(cut_off):
        target[:, axis] += _shift(target[:, axis], _SIZE[axis], sides, random)
    matrix = cv2.getPerspectiveTransform(corners, target.astype(np.float32))
    return Image.fromarray(cv2.warpPerspective(np.asarray(product), matrix, _SIZE), "RGBA")


def _shift(
    points: NDArray[np.float64], frame: int, sides: tuple[bool, bool], random: Random
) -> float:
    """To where on the frame the points go: anywhere within, or over the sides they are cut at."""
    low, high = float(points.min()), float(points.max())
    beyond = _OVERHANG * (high - low)
    if all(sides):
        return (frame - low - high) / 2
    if any(sides):
        return -beyond - low if sides[0] else frame + beyond - high
    return random.uniform(-low, frame - high)


def _put(scene: Image.Image, layer: Image.Image, random: Random) -> None:
    """In front of the scene, with a soft shadow."""
    alpha = layer.getchannel("A")
    below = Image.new("L", scene.size)
    below.paste(alpha, (random.randint(-12, 12), random.randint(4, 20)))
    soft = below.filter(ImageFilter.GaussianBlur(random.uniform(6, 16)))
    scene.paste("black", mask=soft.point(lambda level: level // 2))
    scene.paste(layer, mask=alpha)


def _room(clutter: Sequence[Image.Image], random: Random) -> Image.Image:
    """A wall, a floor or a table, furniture and other things, out of focus."""
    scene = Image.new("RGB", _SIZE)
    horizon = random.randint(_SIZE[1] // 3, _SIZE[1] - 1)
    _surface(scene, (0, 0, _SIZE[0], horizon), random)
    _surface(scene, (0, horizon, *_SIZE), random)
    draw = ImageDraw.Draw(scene)
    if random.random() < 0.5:
        _boards(draw, horizon, random)
    for _ in range(random.randint(4, 9)):
        _furniture(draw, random)
    for thing in random.sample(clutter, min(len(clutter), random.randint(1, 4))):
        cut = cut_out(thing).rotate(random.choice([0, 90, 180, 270]), expand=True)
        cut.thumbnail((random.randint(150, 420),) * 2)
        scene.paste(cut, _somewhere(random), cut)
    return scene.filter(ImageFilter.GaussianBlur(random.uniform(1.5, 6)))


def _surface(scene: Image.Image, box: Box, random: Random) -> None:
    """Painted, laid or covered, and darker towards one side."""
    size = (box[2] - box[0], box[3] - box[1])
    ramp = Image.linear_gradient("L").rotate(random.choice([0, 90, 180, 270])).resize(size)
    light = _colour(random)
    shade = random.uniform(0.65, 0.9)
    dark = tuple(round(level * shade) for level in light)
    lit, shaded = Image.new("RGB", size, light), Image.new("RGB", size, dark)
    scene.paste(Image.composite(lit, shaded, ramp), box)


def _boards(draw: ImageDraw.ImageDraw, horizon: int, random: Random) -> None:
    """Joints of a floor, apart at the front and close at the wall."""
    colour, step = _colour(random), random.randint(30, 110)
    for x in range(-_SIZE[0], 2 * _SIZE[0], step):
        front = (2 * x - _SIZE[0] // 2, _SIZE[1])
        draw.line([(x, horizon), front], fill=colour, width=random.randint(2, 5))


def _furniture(draw: ImageDraw.ImageDraw, random: Random) -> None:
    (left, top), colour = _somewhere(random), _colour(random)
    box = (left, top, left + random.randint(40, 400), top + random.randint(40, 400))
    edge = tuple(level // 2 for level in colour)
    shape = draw.ellipse if random.random() < 0.4 else draw.rectangle
    shape(box, fill=colour, outline=edge, width=random.randint(1, 6))


def _somewhere(random: Random) -> tuple[int, int]:
    return random.randint(-150, _SIZE[0]), random.randint(-150, _SIZE[1])


def _colour(random: Random) -> Colour:
    """Of walls, wood and cloth: mostly pale, now and then strong."""
    spread = 80 if random.random() < 0.15 else 18
    level = random.randint(60, 225)
    red, green, blue = (
        min(max(level + warm + random.randint(-spread, spread), 0), 255) for warm in (9, 0, -9)
    )
    return red, green, blue


def _lit(scene: Image.Image, random: Random) -> Image.Image:
    """In the light of a lamp or a shaded window, too much or too little of it."""
    warmth, tint = random.uniform(-0.12, 0.12), random.uniform(-0.04, 0.04)
    gains = np.array([1 + warmth, 1 + tint, 1 - warmth]) * random.uniform(0.75, 1.15)
    cast = np.clip(np.asarray(scene) * gains, 0, 255).astype(np.uint8)
    return ImageEnhance.Contrast(Image.fromarray(cast)).enhance(random.uniform(0.8, 1.1))


def _grain(image: Image.Image, random: Random) -> Image.Image:
    noise = np.random.default_rng(random.getrandbits(32))
    grain = noise.normal(0, random.uniform(1, 6), (image.height, image.width, 1))
    return Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))
