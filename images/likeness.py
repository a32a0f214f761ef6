"""Does one picture show the same as another? A difference hash of 64 bits, compared by the bits that differ."""

from PIL import Image

_SIDE = 8


def difference_hash(picture: Image.Image) -> int | None:
    """Return the dHash of an upright picture as a signed 64-bit number, as PostgreSQL's bigint keeps it.

    Each bit says whether a point is lighter than its right-hand neighbour on a grid of 9 by 8 grey points.
    A plain surface has no such bits and gives None: it would look like every other plain surface.
    """
    grey = picture.convert("L").resize((_SIDE + 1, _SIDE), Image.Resampling.BOX)
    points = list(grey.tobytes())
    if max(points) - min(points) < 8:
        return None
    bits = 0
    for row in range(_SIDE):
        for column in range(_SIDE):
            place = row * (_SIDE + 1) + column
            bits = bits << 1 | (points[place] > points[place + 1])
    return bits - (1 << 64) if bits >> 63 else bits
