"""Boots, pumps, flats and loafers: uppers on a sole with a heel."""

from __future__ import annotations

from dataclasses import replace

from ..fabric import plain
from .canvas import Canvas, ink
from .geometry import Knot, box, ellipse, line, ribbon, smooth
from .look import Look
from .shoe import GROUND, Shoe


def boot(canvas: Canvas, look: Look, cut: Shoe) -> None:
    """Draws a boot: Chelsea, laced, tall or an ankle boot."""
    s = cut.floor
    lift = cut.heel
    top = 0.5 - cut.shaft
    flat = s - lift
    upper: list[Knot] = [
        (0.165, flat + 0.03), (0.15, flat - 0.06, 1), (0.175, 0.48, 1), (0.165, top + 0.02),
        (0.3, top - 0.004, 1),
        (0.425, top + 0.012),
        (0.425, 0.46, 1), (0.5, 0.535, 1), (0.6, 0.58, 1), (0.74, s - 0.12, 1),
        (0.835, s - 0.06, 1), (0.85, s + 0.015),
        (0.5, s + 0.015 - lift * 0.4, 1),
    ]
    if cut.toe == "pointed":
        upper[9:12] = [(0.77, s - 0.085, 1), (0.89, s - 0.016), (0.89, s + 0.015)]
    creases = [
        line((0.2, 0.5), (0.3, 0.53, 1), (0.41, 0.5)), line((0.22, 0.56), (0.34, 0.58)),
        line((0.62, 0.59), (0.64, 0.64)),
    ]
    canvas.fill(
        smooth(
            [(0.17, top + 0.02), (0.3, top - 0.02, 1), (0.42, top + 0.012), (0.3, top + 0.05, 1)]
        ), look.trim, tone=0.55, folds=0, shadow=0,
    )
    canvas.fill(smooth(upper), look.main, creases=creases, puff=1.2, folds=0.6)
    if cut.style == "chelsea":
        gore: list[Knot] = [
            (0.255, top + 0.03), (0.345, top + 0.03), (0.34, 0.45, 1), (0.31, 0.54),
            (0.27, 0.45, 1),
        ]
        canvas.fill(smooth(gore), look.trim, inside=True, tone=0.8, folds=0)
        canvas.fill(
            ribbon(line((0.172, top + 0.02), (0.165, top - 0.035, 1), (0.182, top + 0.02)), 0.012),
            look.trim, folds=0,
        )
    if cut.style == "lace-up":
        _boot_laces(canvas, look, top)
    if cut.style in {"tall-boot", "ankle-boot"}:
        canvas.stroke(
            line((0.23, top + 0.02), (0.22, 0.5, 1), (0.25, flat)), look.hardware.rgb, 0.006,
            opacity=0.8,
        )
    if cut.strap:
        canvas.fill(
            ribbon(line((0.14, 0.53), (0.3, 0.54, 1), (0.5, 0.5)), 0.03), look.trim, inside=True,
            folds=0.2, shadow=0.4,
        )
        canvas.fill(box(0.3, 0.515, 0.345, 0.563, 0.006), look.hardware, inside=True, folds=0)
    canvas.stroke(line((0.6, 0.57), (0.58, s - 0.05, 1), (0.5, s)), look.seam, 0.003)
    _heeled_sole(canvas, look, cut, 0.9 if cut.toe == "pointed" else 0.862)


def _boot_laces(canvas: Canvas, look: Look, top: float) -> None:
    rows = max(4, round((0.56 - top) / 0.055))
    stay: list[Knot] = [
        (0.34, top + 0.02), (0.44, top + 0.02), (0.44, 0.45, 1), (0.6, 0.57), (0.53, 0.6, 1),
        (0.4, 0.5, 1),
    ]
    canvas.fill(smooth(stay), look.trim, inside=True, folds=0.2, shadow=0.25)
    for k in range(rows):
        y = top + 0.04 + k * (0.5 - top) / rows
        x = 0.39 + max(0.0, (y - 0.44) * 1.1)
        canvas.fill(
            ribbon(line((x - 0.025, y + 0.03), (x + 0.04, y)), 0.013), plain(ink(look.accent, 0.1)),
            folds=0, shadow=0.4,
        )
        canvas.fill(ellipse(x - 0.028, y + 0.032, 0.008, 0.008), look.hardware, folds=0)


def _heeled_sole(canvas: Canvas, look: Look, cut: Shoe, toe: float) -> None:
    s, lift = cut.floor, cut.heel
    dark = plain((58, 50, 45) if look.main.rgb[0] > 70 else (34, 33, 34), 0.3)
    flat = s - lift
    sole: list[Knot] = [
        (0.145, flat + 0.012), (0.3, flat + 0.015, 1), (0.5, s - lift * 0.42, 1), (0.66, s, 1),
        (toe, s - 0.006), (toe + 0.012, s + cut.sole * 0.5, 1), (toe - 0.02, GROUND),
        (0.6, GROUND - 0.002, 1), (0.47, s - lift * 0.4 + cut.sole * 0.7, 1),
        (0.34, flat + cut.sole * 0.75 + 0.02), (0.15, flat + cut.sole * 0.75 + 0.02),
    ]
    canvas.fill(smooth(sole), dark, folds=0)
    slim = 0.045 if lift > 0.12 else 0.14
    block: list[Knot] = [
        (0.147, flat + 0.02), (0.36 if lift <= 0.12 else 0.3, flat + 0.03),
        (0.165 + slim + 0.02, GROUND - 0.05, 1), (0.165 + slim, GROUND), (0.165, GROUND),
        (0.16, GROUND - 0.08, 1),
    ]
    canvas.fill(
        smooth(block), dark if cut.style not in {"pump"} else look.main, folds=0, shadow=0.1,
    )


def court(canvas: Canvas, look: Look, cut: Shoe) -> None:
    """Draws a pump, a ballet flat or a loafer."""
    s, lift = cut.floor, cut.heel
    flat = s - lift
    tip = {"round": 0.84, "almond": 0.87, "pointed": 0.94}[cut.toe]
    loafer = cut.style == "loafer"
    rise = 0.2 if loafer else 0.17
    vamp, vamp_y = (0.56, s - 0.185) if loafer else (0.63, s - 0.13)
    inner: list[Knot] = [
        (0.16, flat - rise + 0.03), (0.35, flat - 0.06 + lift * 0.3, 1),
        (vamp - 0.02, vamp_y + 0.03), (vamp - 0.06, vamp_y + 0.002, 1),
        (0.4, flat - 0.12 + lift * 0.2, 1),
    ]
    canvas.fill(smooth(inner), look.trim, tone=0.62, folds=0, shadow=0)
    upper: list[Knot] = [
        (0.15, flat + 0.02), (0.13, flat - 0.07, 1), (0.16, flat - rise),
        (0.28, flat - 0.085 + lift * 0.1, 1),
        (0.44, s - 0.07 - lift * 0.5, 1),
        (vamp - 0.04, vamp_y + 0.012, 1), (vamp, vamp_y), (0.74, s - 0.108, 1),
        (tip - 0.02, s - 0.055, 1),
        (tip, s + 0.006), (0.66, s + 0.012, 1), (0.5, s - lift * 0.4 + 0.012, 1),
    ]
    canvas.fill(smooth(upper), look.main, folds=0.2, puff=1.3)
    _heeled_sole(canvas, look, replace(cut, style="pump" if lift > 0.12 else "flat"), tip)
    edge = line(
        (0.165, flat - rise + 0.01), (0.28, flat - 0.075 + lift * 0.1, 1),
        (0.44, s - 0.06 - lift * 0.5, 1), (vamp - 0.04, vamp_y + 0.024, 1), (vamp, vamp_y + 0.012),
    )
    canvas.stroke(edge, look.seam, 0.003)
    if loafer:
        canvas.fill(
            ribbon(line((0.44, s - 0.03), (0.5, s - 0.13, 1), (0.66, s - 0.165)), 0.045), look.main,
            inside=True, folds=0, shadow=0.4,
        )
        canvas.stroke(
            line((0.56, s - 0.17), (0.7, s - 0.125, 1), (0.8, s - 0.06)), look.seam, 0.005,
        )
        canvas.fill(
            box(0.53, s - 0.16, 0.585, s - 0.132, 0.006), look.hardware, inside=True, folds=0,
        )
    if cut.strap:
        y = flat - 0.13
        canvas.fill(
            ribbon(
                line(
                    (0.155, y + 0.02), (0.25, y - 0.07, 1), (0.35, y + 0.0, 1),
                    (0.37, s - 0.05 - lift * 0.72),
                ), 0.02,
            ), look.main, folds=0,
        )
        canvas.fill(ellipse(0.345, y - 0.01, 0.014, 0.014), look.hardware, folds=0)
    if cut.bow:
        for s_ in (-1, 1):
            canvas.fill(
                smooth(
                    [
                        (0.67, s - 0.125), (0.67 + s_ * 0.055, s - 0.165, 1),
                        (0.67 + s_ * 0.06, s - 0.1, 1),
                    ]
                ), look.trim, folds=0.3, shadow=0.4,
            )
        canvas.fill(ellipse(0.67, s - 0.127, 0.016, 0.016), look.trim, folds=0)
