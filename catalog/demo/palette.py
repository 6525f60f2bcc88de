"""The shop's colours: one name, its Chinese name and how it looks under studio light."""

from typing import NamedTuple

Rgb = tuple[float, float, float]


class Colour(NamedTuple):
    """A colour as the shop sells it; ``rgb`` is 0..255."""

    name: str
    zh: str
    rgb: Rgb


def _rgb(code: str) -> Rgb:
    return (int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16))


_TABLE = """
black 黑色 26272b|white 白色 f1efea|ivory 象牙白 efe6d3|grey 灰色 9a9da3|charcoal 炭灰色 4a4d54
navy 藏青色 24345c|blue 蓝色 3f6fb5|light blue 浅蓝色 a5c4e2|teal 蓝绿色 2d7f86|green 绿色 3f8459
olive 橄榄绿 737549|sage 鼠尾草绿 a6b59a|mint 薄荷绿 b1dcc9|khaki 卡其色 b9a57b|beige 米色 d9c7a8
camel 驼色 bf9058|brown 棕色 74503a|tan 浅棕色 b98455|rust 铁锈红 ab5434|orange 橙色 e58b3c
yellow 黄色 ecc552|mustard 芥末黄 c9982f|red 红色 c0323a|burgundy 酒红色 702738|pink 粉色 eeb3c0
coral 珊瑚色 ee8471|purple 紫色 745496|lavender 薰衣草紫 bfaedb|gold 金色 d8b25c|silver 银色 c6c9ce
rose gold 玫瑰金 dba48c|indigo 靛蓝色 334a77|tortoiseshell 玳瑁色 77472a|stone 石灰色 cbc3b5
"""


def _parse() -> dict[str, Colour]:
    rows = [row for line in _TABLE.split("\n") for row in line.split("|") if row]
    split = [row.rsplit(" ", 2) for row in rows]
    return {name: Colour(name, zh, _rgb(code)) for name, zh, code in split}


COLOURS = _parse()


def mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    """Colour ``share`` of the way from ``a`` to ``b``."""
    r, g, bl = (x + (y - x) * share for x, y in zip(a, b, strict=True))
    return (r, g, bl)


def luma(rgb: Rgb) -> float:
    """Perceived lightness, 0..1 (Rec. 601)."""
    return (0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]) / 255


def contrast(rgb: Rgb, amount: float = 0.25) -> Rgb:
    """A shade of ``rgb`` that can be seen on it: darker on light colours, lighter on dark ones."""
    return mix(rgb, (0, 0, 0), amount) if luma(rgb) > 0.28 else mix(rgb, (255, 255, 255), amount)
