"""Hair styles as guide curves in head units: x right, y down, 0 between the eyes, chin at about 1.35."""

from models.character.coils import Coils
from models.character.hair import Curve, Dome, Sheet, mirrored

_BEHIND = Dome((0, 0, 1.9), (1.3, 1.3, 1.0))


def long_parted(part: float, wave: float, *, low: float = 1.55, wide: float = 0.0) -> tuple[Sheet, ...]:
    """Long hair from a parting at x = `part`, framing the face on both sides."""
    w = wide

    def half(sign: float) -> tuple[Curve, ...]:
        p = part * sign
        a = 0.5 * (p + 0.55)
        face = [(p, -0.55), (a, -0.60), (0.58, -0.42), (0.72, -0.02), (0.76, 0.42), (0.74 + w, 0.95)]
        middle = [(p, -0.82), (a + 0.06, -0.88), (0.72, -0.60), (0.88, -0.05), (0.96, 0.45), (0.98 + w, 1.0)]
        outside = [(p, -1.07), (a + 0.12, -1.06), (0.84, -0.74), (1.02, -0.08), (1.10, 0.48), (1.15 + w, 1.02)]
        ends = [(0.56 + w, low - 0.1), (0.76 + w, low), (0.95 + w, low + 0.02)]
        curves = ([*curve, end] for curve, end in zip((face, middle, outside), ends, strict=True))
        return tuple(tuple((sign * x, y) for x, y in curve) for curve in curves)

    return (
        Sheet(half(-1), count=3000, wave=wave, seed=4, clumps=20, gather=0.8, length=0.72),
        Sheet(half(1), count=3000, wave=wave, seed=5, clumps=20, gather=0.8, length=0.72),
    )


def behind(low: float, wide: float = 1.0, wave: float = 0.0) -> Sheet:
    """The hair behind neck and shoulders."""
    w = wide
    xs = (-w, -0.5 * w, 0.0, 0.5 * w, w)
    guides = tuple(
        ((x * 0.85, -0.3), (x * 0.97, 0.3), (x, 0.9 * low), (x * 0.98, low + 0.1 - 0.12 * abs(x))) for x in xs
    )
    return Sheet(guides, count=2600, shade=0.42, dome=_BEHIND, seed=3, wave=wave, clumps=24)


def fringe(reach: float = 0.78, low: float = -0.20) -> Sheet:
    """A fringe over the forehead down to y = `low`."""
    guides = []
    for k in range(9):
        x = reach * (k / 4 - 1)
        drop = low + 0.22 * (abs(x) / reach) ** 4
        guides.append(
            ((0.50 * x, -1.10 + 0.12 * abs(x)), (0.80 * x, -0.98 + 0.1 * abs(x)), (0.98 * x, -0.64), (0.97 * x, drop))
        )
    return Sheet(tuple(guides), count=4200, seed=8, clumps=22, length=0.93, gather=0.28, lift=0.05, fray=0.008)


def bob(low: float = 0.98) -> tuple[Sheet, ...]:
    """A straight bob with a fringe."""
    right = (
        ((0.30, -0.98), (0.62, -0.62), (0.76, -0.10), (0.80, 0.35), (0.80, 0.75), (0.72, low)),
        ((0.20, -1.05), (0.76, -0.72), (0.93, -0.10), (1.00, 0.38), (1.02, 0.78), (0.92, low + 0.03)),
        ((0.05, -1.09), (0.82, -0.82), (1.03, -0.12), (1.12, 0.40), (1.14, 0.80), (1.02, low + 0.05)),
    )
    sides = tuple(
        Sheet(g, count=3400, seed=s, clumps=16, length=0.93, gather=0.35, fray=0.006)
        for g, s in ((mirrored(right), 4), (right, 5))
    )
    return (*sides, fringe())


def swept_up(height: float = 0.0, lean: float = 0.12, recede: float = 0.0) -> tuple[Sheet, ...]:
    """Short hair: cropped sides, the top combed up and to the side."""
    h, r = height, recede
    side = (
        ((0.62, -0.36), (0.71, -0.24), (0.745, -0.06), (0.745, 0.12)),
        ((0.66, -0.50), (0.77, -0.34), (0.80, -0.12), (0.775, 0.14)),
        ((0.62, -0.68), (0.82, -0.46), (0.865, -0.18), (0.80, 0.10)),
    )
    top = []
    for k in range(9):
        x = -0.76 + 0.19 * k
        root = -0.48 + 0.22 * abs(x / 0.6) ** 3 - r * (1 - 0.5 * abs(x) / 0.6)
        up = -0.96 - h + 0.85 * max(0.0, abs(x * 0.9 + 1.6 * lean) - 0.2) ** 1.8
        top.append(
            (
                (x, root),
                (x * 1.02 + 0.1 * lean, root - 0.22),
                (x * 1.04 + 0.8 * lean, 0.4 * root + 0.6 * up),
                (x * 0.9 + 2.2 * lean, up),
            )
        )
    crown = tuple(
        (
            (x, -0.40 - 0.50 * (1 - (x / 0.9) ** 2)),
            (0.97 * x, -0.62 - 0.36 * (1 - (x / 0.9) ** 2)),
            (0.80 * x + 0.05, -0.98 - 0.5 * h + 0.25 * x * x),
        )
        for x in (-0.82, -0.6, -0.3, 0.0, 0.3, 0.6, 0.82)
    )
    return (
        Sheet(mirrored(side), count=3000, seed=4, clumps=44, gather=0.3, fray=0.02, width=0.004, fill=0.6, length=0.5),
        Sheet(side, count=3000, seed=5, clumps=44, gather=0.3, fray=0.02, width=0.004, fill=0.6, length=0.5),
        Sheet(crown, count=3200, seed=9, clumps=30, fray=0.02, shade=0.8),
        Sheet(tuple(top), count=2600, seed=6, clumps=24, fray=0.022, lift=0.06, gather=0.8, length=0.6),
    )


def short_coils() -> tuple[Coils, ...]:
    """Short tight curls over the skull."""
    cap = (
        (-0.80, 0.02),
        (-0.72, -0.16),
        (-0.66, -0.34),
        (-0.48, -0.47),
        (-0.2, -0.52),
        (0.2, -0.52),
        (0.48, -0.47),
        (0.66, -0.34),
        (0.72, -0.16),
        (0.80, 0.02),
        (0.90, -0.12),
        (0.94, -0.45),
        (0.80, -0.86),
        (0.40, -1.08),
        (0, -1.13),
        (-0.40, -1.08),
        (-0.80, -0.86),
        (-0.94, -0.45),
        (-0.90, -0.12),
    )
    return (Coils(cap, count=4200, radius=0.030, width=0.009),)


def round_afro() -> tuple[Coils, ...]:
    """A big rounded mass of curls."""
    mass = (
        (-0.74, 0.05),
        (-0.70, -0.20),
        (-0.56, -0.40),
        (-0.3, -0.49),
        (0, -0.51),
        (0.3, -0.49),
        (0.56, -0.40),
        (0.70, -0.20),
        (0.74, 0.05),
        (0.86, 0.50),
        (1.18, 0.42),
        (1.38, -0.05),
        (1.33, -0.60),
        (1.02, -1.05),
        (0.55, -1.30),
        (0, -1.38),
        (-0.55, -1.30),
        (-1.02, -1.05),
        (-1.33, -0.60),
        (-1.38, -0.05),
        (-1.18, 0.42),
        (-0.86, 0.50),
    )
    dome = Dome((0, -0.3, 1.0), (1.45, 1.2, 1.2))
    return (Coils(mass, count=6500, radius=0.052, turns=1.3, width=0.011, dome=dome, drop=0.03),)
