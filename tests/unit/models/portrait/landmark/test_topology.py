"""The committed mesh table and the index lists belong together."""

import numpy as np

from models.portrait.landmark import topology


def test_triangles_close_the_face() -> None:
    """Euler: with eyes and mouth filled the face is one disc."""
    assert len(topology.SKIN_TRIANGLES) == 852
    assert len(topology.TRIANGLES) == 898
    edges = {tuple(sorted((t[i], t[j]))) for t in topology.TRIANGLES.tolist() for i, j in ((0, 1), (1, 2), (2, 0))}
    assert 468 - len(edges) + len(topology.TRIANGLES) == 1


def test_the_border_of_the_disc_is_the_oval() -> None:
    count: dict[tuple[int, int], int] = {}
    for t in topology.TRIANGLES.tolist():
        for i, j in ((0, 1), (1, 2), (2, 0)):
            edge = (min(t[i], t[j]), max(t[i], t[j]))
            count[edge] = count.get(edge, 0) + 1
    assert set(count.values()) == {1, 2}
    border = {point for edge, times in count.items() if times == 1 for point in edge}
    assert border == set(topology.OVAL.tolist())


def test_both_eyes_are_mirror_images() -> None:
    first, second = topology.EYES
    for name in ("upper", "lower", "lid", "crease"):
        assert (topology.MIRROR[getattr(first, name)] == getattr(second, name)[::-1]).all()
    assert (topology.MIRROR[topology.MIRROR] == np.arange(478)).all()


def test_contours_run_from_left_to_right() -> None:
    for line in (topology.MOUTH_UPPER, topology.MOUTH_LOWER, *topology.UPPER_RINGS, *topology.LOWER_RINGS):
        assert (np.diff(topology.CANONICAL[line, 0]) > 0).all()
    for eye in topology.EYES:
        assert (np.diff(topology.CANONICAL[eye.upper, 0]) > 0).all()
        assert (topology.CANONICAL[eye.upper, 1] < topology.CANONICAL[eye.lower, 1]).all()
