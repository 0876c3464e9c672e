"""The bundled characters. None is modelled on a person; the faces come from numbers in this file."""

from models.character.accessories import Glasses, Shell
from models.character.clothes import Clothes
from models.character.eyes import Brows, Eyes
from models.character.hair import HairColour
from models.character.light import Lighting
from models.character.mouth import Lips
from models.character.painterly import Painting
from models.character.render import Recipe
from models.character.shape import Shape
from models.character.skin import Skin
from models.character.styles import behind, bob, long_parted, round_afro, short_coils, swept_up

MIRA = Recipe(
    name="Mira",
    shape=Shape(
        eye_size=1.36,
        eye_open=1.15,
        eye_tilt=0.012,
        jaw=0.90,
        upper_lip=1.12,
        lower_lip=1.12,
        smile=0.03,
        nose_width=0.86,
    ),
    skin=Skin(base="#c68a63", flush="#b85a48", shade="#9a6045", blush=0.45, freckles=0.35),
    eyes=Eyes(iris="#5a3418", iris_inner="#a8672c", ring="#1a0d07", shadow="#7c4534", shadow_amount=0.35),
    brows=Brows(colour="#20120c", thickness=0.95),
    lips=Lips(colour="#a8483f"),
    hair=HairColour(root="#1d0f0a", tip="#4a2917", streak="#7a4522", streaks=0.35),
    hair_back=(behind(1.7, 1.02, 0.03),),
    hair_front=long_parted(-0.16, 0.035, low=1.95),
    clothes=Clothes(cut="round", colour="#c98a1e", second="#c98a1e", knit=1.0),
    background=("#7fa3a0", "#2c4a50"),
)

TOBIAS = Recipe(
    name="Tobias",
    shape=Shape(
        eye_size=1.20,
        eye_open=1.10,
        jaw=1.03,
        chin=0.05,
        nose_width=0.98,
        nose_length=1.08,
        nose_depth=1.05,
        upper_lip=0.85,
        lower_lip=0.92,
        mouth_width=1.05,
        smile=0.025,
        brow_up=-0.015,
        iris=0.080,
    ),
    skin=Skin(
        base="#e2ad8e", flush="#cf6a58", shade="#b87c62", blush=0.55, stubble=0.42, stubble_colour="#6b4030", age=0.35
    ),
    eyes=Eyes(
        iris="#3f6f96",
        iris_inner="#9ab8c4",
        ring="#142638",
        lash="#2a1a14",
        lash_length=0.022,
        liner=0.62,
        shadow_amount=0.15,
    ),
    brows=Brows(colour="#5e3521", thickness=1.25, density=1.2),
    lips=Lips(colour="#b56a5c", amount=0.5, gloss=0.5),
    hair=HairColour(root="#4a2413", tip="#96502a"),
    hair_front=swept_up(0.04, recede=0.05),
    clothes=Clothes(cut="shirt", colour="#3d4a5c", second="#dfe4ea"),
    background=("#a3917c", "#43382f"),
    neck_width=0.48,
    glasses=Glasses(),
)

AMARA = Recipe(
    name="Amara",
    shape=Shape(
        eye_size=1.32,
        eye_open=1.12,
        eye_tilt=0.02,
        jaw=0.92,
        nose_width=1.05,
        nose_length=0.95,
        upper_lip=1.28,
        lower_lip=1.25,
        smile=0.035,
        cheeks=0.015,
    ),
    skin=Skin(base="#7a4a30", flush="#8a3c2c", shade="#4c2a1c", blush=0.35, gloss=0.6, rough=0.50),
    eyes=Eyes(
        iris="#2e1a10", iris_inner="#6b3d1c", ring="#0c0604", shadow="#a86c3c", shadow_amount=0.35, lash_length=0.055
    ),
    brows=Brows(colour="#140c09", thickness=0.95),
    lips=Lips(colour="#8a3038", amount=0.8, gloss=1.2, rough=0.34),
    hair=HairColour(root="#150c08", tip="#3a2216", gloss=0.03),
    hair_coils=round_afro(),
    clothes=Clothes(cut="point", colour="#8c2f4a", second="#8c2f4a"),
    background=("#d9a566", "#7a4526"),
)

EDDA = Recipe(
    name="Edda",
    shape=Shape(
        eye_size=1.18,
        eye_open=1.05,
        jaw=0.96,
        cheeks=0.01,
        nose_width=0.95,
        nose_length=1.05,
        upper_lip=0.8,
        lower_lip=0.88,
        smile=0.045,
    ),
    skin=Skin(base="#e6bda5", flush="#d27a70", shade="#bd8d78", blush=0.5, age=0.95),
    eyes=Eyes(
        iris="#5b8aa8",
        iris_inner="#b7cfd6",
        ring="#22394a",
        lash="#3a2a26",
        lash_length=0.03,
        liner=0.7,
        shadow="#a3827c",
    ),
    brows=Brows(colour="#8a7f78", thickness=0.85, density=0.9),
    lips=Lips(colour="#b4605c", amount=0.65),
    hair=HairColour(root="#9a9590", tip="#e4e0da", gloss=0.8),
    hair_back=(behind(0.75, 0.98),),
    hair_front=long_parted(0.18, 0.03, low=1.02),
    clothes=Clothes(cut="high", colour="#4b3f6b", second="#4b3f6b", knit=0.6),
    background=("#9bb0a0", "#3e5148"),
)

HANA = Recipe(
    name="Hana",
    shape=Shape(
        eye_size=1.30,
        eye_open=1.02,
        eye_tilt=0.03,
        jaw=0.92,
        nose_width=0.92,
        nose_length=0.9,
        nose_depth=0.75,
        upper_lip=1.0,
        lower_lip=1.08,
        mouth_width=0.92,
        smile=0.03,
        cheeks=0.015,
    ),
    skin=Skin(base="#ecc4a2", flush="#e08a7a", shade="#c99878", blush=0.45),
    eyes=Eyes(
        iris="#2a1a12", iris_inner="#5e3a22", ring="#0e0806", shadow="#c07a68", shadow_amount=0.3, lash_length=0.04
    ),
    brows=Brows(colour="#241813", thickness=0.8),
    lips=Lips(colour="#c4545a"),
    hair=HairColour(root="#0d0c10", tip="#221f28", gloss=1.6),
    hair_back=(behind(0.85, 1.0),),
    hair_front=bob(),
    clothes=Clothes(cut="round", colour="#b84a3c", second="#b84a3c"),
    background=("#e3d3b4", "#8a7a5c"),
    painting=Painting(),
)

ILVIE = Recipe(
    name="Ilvie",
    shape=Shape(
        eye_size=1.50,
        eye_open=1.15,
        eye_tilt=0.035,
        jaw=0.84,
        chin=-0.02,
        nose_width=0.78,
        nose_length=0.9,
        upper_lip=1.05,
        lower_lip=1.1,
        mouth_width=0.9,
        smile=0.03,
        brow_up=0.02,
        brow_tilt=-0.03,
        iris=0.098,
    ),
    skin=Skin(base="#b7cfae", flush="#8fae7c", shade="#7f9f86", blush=0.5, freckles=0.7, gloss=0.8),
    eyes=Eyes(
        iris="#7a3fa8",
        iris_inner="#d7a6f0",
        ring="#2a1240",
        lash="#1c2a20",
        shadow="#5f8a72",
        shadow_amount=0.45,
        glow=0.06,
    ),
    brows=Brows(colour="#2e5a48", thickness=0.8),
    lips=Lips(colour="#7a6f86"),
    hair=HairColour(root="#1f5a4a", tip="#7fd0a8", streak="#c6f0cf", streaks=0.4, gloss=1.0),
    hair_back=(behind(1.7, 0.95, 0.02),),
    hair_front=long_parted(0.0, 0.02, low=1.9, wide=-0.06),
    ear_point=0.45,
    ears_over_hair=True,
    clothes=Clothes(cut="point", colour="#3b5a35", second="#3b5a35"),
    background=("#a98fb0", "#3a2c4a"),
    lighting=Lighting(rim=(1.2, 1.6, 1.4), key=(2.2, 2.2, 2.0)),
)

NOVA = Recipe(
    name="Nova",
    shape=Shape(
        eye_size=1.30, eye_open=1.12, jaw=0.90, nose_width=0.82, upper_lip=0.95, lower_lip=1.0, smile=0.02, iris=0.094
    ),
    skin=Skin(base="#d8e0e6", flush="#c6d0da", shade="#a9b8c6", blush=0.3, gloss=1.7, rough=0.30, translucent=0.35),
    eyes=Eyes(
        iris="#1d7fa8",
        iris_inner="#46d9ff",
        ring="#0a2a3a",
        white="#dfe8ee",
        lash="#1b2430",
        lash_length=0.0,
        liner=0.9,
        shadow="#8fa3b5",
        glow=0.45,
    ),
    brows=Brows(colour="#5c6b7c", thickness=0.55, density=0.8),
    lips=Lips(colour="#8fa0b2", amount=0.7, gloss=1.4, rough=0.28),
    shell=Shell(),
    clothes=Clothes(cut="high", colour="#2d3644", second="#2d3644"),
    background=("#3a4a66", "#0f1522"),
    lighting=Lighting(rim=(0.6, 1.5, 1.9), rim2=(1.1, 0.5, 1.2)),
)

KWAME = Recipe(
    name="Kwame",
    shape=Shape(
        eye_size=1.18,
        eye_open=1.08,
        jaw=1.02,
        chin=0.03,
        nose_width=1.15,
        upper_lip=1.2,
        lower_lip=1.15,
        mouth_width=1.06,
        smile=0.03,
        brow_up=-0.01,
        iris=0.082,
    ),
    skin=Skin(
        base="#5f3926",
        flush="#6e2f22",
        shade="#3a2015",
        blush=0.3,
        gloss=0.55,
        rough=0.50,
        stubble=0.35,
        stubble_colour="#120a08",
        age=0.2,
    ),
    eyes=Eyes(iris="#2a170d", iris_inner="#5a3318", ring="#0c0604", lash_length=0.025, liner=0.65, shadow_amount=0.1),
    brows=Brows(colour="#120b08", thickness=1.2, density=1.2),
    lips=Lips(colour="#7a4038", amount=0.55, gloss=0.7),
    hair=HairColour(root="#0c0806", tip="#20150f", gloss=0.03),
    hair_coils=short_coils(),
    clothes=Clothes(cut="round", colour="#2f6b5a", second="#2f6b5a"),
    background=("#8fa6b8", "#35475a"),
    neck_width=0.50,
)

CAST = {recipe.name.lower(): recipe for recipe in (MIRA, TOBIAS, AMARA, KWAME, EDDA, HANA, ILVIE, NOVA)}
