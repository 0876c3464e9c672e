"""A recipe becomes a picture."""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from models.character.accessories import Glasses, Shell, lay_glasses, lay_shell
from models.character.canvas import Array, Canvas, linear, mix, smoothstep
from models.character.clothes import Clothes, lay_clothes
from models.character.coils import Coils, lay_coils
from models.character.eyes import Brows, Eyes, lay_brows, lay_eyes
from models.character.hair import HairColour, Sheet, lay_sheet
from models.character.layers import Layers
from models.character.light import Lighting, develop, shade
from models.character.mouth import Lips, lay_lips
from models.character.painterly import Painting, paint
from models.character.shape import IRISES, MOUTH_Y, Points, Shape, reshape
from models.character.skin import Skin, lay_ears, lay_face, lay_neck


@dataclass(frozen=True)
class Recipe:
    """All that makes one character."""

    name: str
    shape: Shape = field(default_factory=Shape)
    skin: Skin = field(default_factory=Skin)
    eyes: Eyes = field(default_factory=Eyes)
    brows: Brows = field(default_factory=Brows)
    lips: Lips = field(default_factory=Lips)
    lighting: Lighting = field(default_factory=Lighting)
    background: tuple[str, str] = ("#7d8f98", "#2f3a42")
    neck_width: float = 0.40
    ear_point: float = 0.0
    clothes: Clothes = field(default_factory=Clothes)
    hair: HairColour = field(default_factory=HairColour)
    hair_back: tuple[Sheet, ...] = ()
    hair_front: tuple[Sheet, ...] = ()
    hair_coils: tuple[Coils, ...] = ()
    ears_over_hair: bool = False
    glasses: Glasses | None = None
    shell: Shell | None = None
    painting: Painting | None = None


def render(recipe: Recipe, side: int = 1024, supersample: int = 2) -> NDArray[np.uint8]:
    """Return the character's portrait, (side, side, 3) uint8 RGB; the same numbers give the same picture."""
    canvas = Canvas(side * supersample)
    points = reshape(recipe.shape)
    layers = Layers(canvas)
    chin = float(points[152, 1])
    for sheet in recipe.hair_back:
        lay_sheet(layers, sheet, recipe.hair)
    lay_neck(layers, recipe.skin, width=recipe.neck_width, chin_y=chin)
    lay_clothes(layers, recipe.clothes, width=recipe.neck_width, chin_y=chin)
    if not recipe.shell and not recipe.ears_over_hair:
        lay_ears(layers, recipe.skin, points, point=recipe.ear_point)
    lay_face(layers, recipe.skin, points)
    lay_lips(layers, recipe.lips, points)
    lay_eyes(layers, recipe.eyes, points)
    lay_brows(layers, recipe.brows, points)
    for sheet in recipe.hair_front:
        lay_sheet(layers, sheet, recipe.hair)
    for coils in recipe.hair_coils:
        lay_coils(layers, coils, recipe.hair)
    if recipe.ears_over_hair:
        lay_ears(layers, recipe.skin, points, point=recipe.ear_point, over_hair=True)
    if recipe.shell:
        lay_shell(layers, recipe.shell, points)
    if recipe.glasses:
        lay_glasses(layers, recipe.glasses, points)
    lit = shade(layers, recipe.lighting)
    picture = mix(_background(canvas, recipe), lit, layers.cover)
    small = cv2.resize(develop(picture), (side, side), interpolation=cv2.INTER_AREA)
    finished = np.asarray(np.clip(np.round(small), 0, 255), dtype=np.uint8)
    return paint(finished, recipe.painting, _features(Canvas(side), points)) if recipe.painting else finished


def _features(canvas: Canvas, points: Points) -> Array:
    """Return 1 on eyes and mouth, where a painter takes the fine brush."""
    total = np.zeros_like(canvas.x)
    spots = [(points[i[0], 0], points[i[0], 1], 0.24, 0.15) for i in IRISES] + [(0.0, MOUTH_Y, 0.34, 0.15)]
    for x, y, rx, ry in spots:
        total = np.maximum(total, np.exp(-((((canvas.x - x) / rx) ** 2 + ((canvas.y - y) / ry) ** 2) ** 2)))
    return np.asarray(total, dtype=np.float32)


def _background(canvas: Canvas, recipe: Recipe) -> Array:
    inner, outer = linear(recipe.background[0]), linear(recipe.background[1])
    far = np.hypot(canvas.x + 0.5, canvas.y + 0.1) / 3.0
    cloud = 0.10 * canvas.noise(0.9, 3, 3)
    return mix(inner, outer, smoothstep(0.0, 1.0, far + cloud))
