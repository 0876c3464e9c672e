"""The 478 landmarks of the face mesh: index lists, and the older 68-point scheme made from them.

Topology after Google's face mesh (mediapipe, Apache-2.0). Upper and lower contours run in the same direction.
Eye A is the one at the left of an unmirrored picture (the person's right eye).
"""

import numpy as np
from numpy.typing import NDArray

COUNT = 478
MESH_COUNT = 468  # the irises follow: 468..472 (centre first) and 473..477


def _indices(text: str) -> NDArray[np.intp]:
    return np.array(text.split(), np.intp)


OVAL = _indices(
    "10 338 297 332 284 251 389 356 454 323 361 288 397 365 379 378 400 377 152 148 176 149 150 136 172 58 132 93 "
    "234 127 162 21 54 103 67 109"
)

EYE_A_CORNERS = _indices("33 133")
EYE_A_UPPER = _indices("246 161 160 159 158 157 173")
EYE_A_LOWER = _indices("7 163 144 145 153 154 155")
EYE_A_LID_RING = _indices("247 30 29 27 28 56 190")
EYE_A_CREASE_RING = _indices("113 225 224 223 222 221 189")
EYE_A_IRIS = _indices("468 469 470 471 472")

EYE_B_CORNERS = _indices("263 362")
EYE_B_UPPER = _indices("466 388 387 386 385 384 398")
EYE_B_LOWER = _indices("249 390 373 374 380 381 382")
EYE_B_LID_RING = _indices("467 260 259 257 258 286 414")
EYE_B_CREASE_RING = _indices("342 445 444 443 442 441 413")
EYE_B_IRIS = _indices("473 474 475 476 477")

MOUTH_CORNERS = _indices("78 308")
MOUTH_UPPER = _indices("191 80 81 82 13 312 311 310 415")
MOUTH_LOWER = _indices("95 88 178 87 14 317 402 318 324")

# the landmarks that the network's extra outputs refine, in the order of those outputs
LIPS = _indices(
    "61 146 91 181 84 17 314 405 321 375 291 185 40 39 37 0 267 269 270 409 78 95 88 178 87 14 317 402 318 324 "
    "308 191 80 81 82 13 312 311 310 415 76 77 90 180 85 16 315 404 320 307 306 184 74 73 72 11 302 303 304 408 "
    "62 96 89 179 86 15 316 403 319 325 292 183 42 41 38 12 268 271 272 407"
)
EYE_A_REGION = _indices(
    "33 7 163 144 145 153 154 155 133 246 161 160 159 158 157 173 130 25 110 24 23 22 26 112 243 247 30 29 27 28 "
    "56 190 226 31 228 229 230 231 232 233 244 113 225 224 223 222 221 189 35 124 46 53 52 65 143 111 117 118 119 "
    "120 121 128 245 156 70 63 105 66 107 55 193"
)
EYE_B_REGION = _indices(
    "263 249 390 373 374 380 381 382 362 466 388 387 386 385 384 398 359 255 339 254 253 252 256 341 463 467 260 "
    "259 257 258 286 414 446 261 448 449 450 451 452 453 464 342 445 444 443 442 441 413 265 353 276 283 282 295 "
    "372 340 346 347 348 349 350 357 465 383 300 293 334 296 336 285 417"
)
EYE_A_CONTOUR = np.concatenate([EYE_A_CORNERS, EYE_A_UPPER, EYE_A_LOWER])
EYE_B_CONTOUR = np.concatenate([EYE_B_CORNERS, EYE_B_UPPER, EYE_B_LOWER])

# points that move little with expression: for fitting the head pose
RIGID = _indices(
    "2 5 6 8 9 10 21 33 54 67 69 71 98 108 109 116 117 122 123 127 133 151 162 168 193 195 197 234 251 263 284 "
    "297 299 301 327 337 338 345 346 351 352 356 362 389 417 454"
)

# iBUG 300-W order: jaw, brows, nose, eyes, outer lips, inner lips
TO_68 = _indices(
    "162 234 93 58 172 136 149 148 152 377 378 365 397 288 323 454 389 70 63 105 66 107 336 296 334 293 300 168 "
    "197 5 4 75 97 2 326 305 33 160 158 133 153 144 362 385 387 263 373 380 61 39 37 0 267 269 291 405 314 17 84 "
    "181 78 82 13 312 308 317 14 87"
)


def to_68(landmarks: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the 68 points of the iBUG scheme, (68, k), from (478, k) landmarks."""
    return landmarks[TO_68]
