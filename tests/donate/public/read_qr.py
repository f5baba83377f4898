"""Reads a QR symbol as a telephone does, from the modules that were drawn (ISO/IEC 18004; byte and alphanumeric mode).

Written against the standard and not against the library that draws: only its table of block sizes is borrowed. Nothing
is corrected: a symbol with one wrong module does not read, which is what a test wants.
"""

from __future__ import annotations

import re

from segno import consts

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
LEVELS = {1: consts.ERROR_LEVEL_L, 0: consts.ERROR_LEVEL_M, 3: consts.ERROR_LEVEL_Q, 2: consts.ERROR_LEVEL_H}
MASKS = (
    lambda row, col: (row + col) % 2 == 0,
    lambda row, col: row % 2 == 0,
    lambda row, col: col % 3 == 0,
    lambda row, col: (row + col) % 3 == 0,
    lambda row, col: (row // 2 + col // 3) % 2 == 0,
    lambda row, col: row * col % 2 + row * col % 3 == 0,
    lambda row, col: (row * col % 2 + row * col % 3) % 2 == 0,
    lambda row, col: ((row + col) % 2 + row * col % 3) % 2 == 0,
)


def modules(svg: str, quiet: int = 4) -> list[list[bool]]:
    """The dark modules drawn by a path of horizontal strokes, without the quiet zone around them."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1]) - 2 * quiet
    grid = [[False] * side for _row in range(side)]
    [path] = re.findall(r'<path[^>]*stroke="#000"[^>]* d="([^"]+)"|<path[^>]* d="(M[^"]+)"[^>]*stroke="#000"', svg)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", "".join(path)):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            for step in range(int(values[0])):
                grid[int(y) - quiet][int(x) - quiet + step] = True
            x += values[0]
    return grid


def _is_data(version: int, side: int):
    """Which modules carry data: not finders, timing, alignment, format or version."""
    taken = [[False] * side for _row in range(side)]

    def take(top: int, left: int, bottom: int, right: int) -> None:
        for row in range(max(0, top), min(side, bottom)):
            for col in range(max(0, left), min(side, right)):
                taken[row][col] = True

    take(0, 0, 9, 9)
    take(0, side - 8, 9, side)
    take(side - 8, 0, side, 9)
    take(6, 0, 7, side)
    take(0, 6, side, 7)
    centres = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    for row in centres:
        for col in centres:
            if (row, col) not in ((6, 6), (6, side - 7), (side - 7, 6)):
                take(row - 2, col - 2, row + 3, col + 3)
    if version >= 7:
        take(0, side - 11, 6, side - 8)
        take(side - 11, 0, side - 8, 6)
    return lambda row, col: not taken[row][col]


def _codewords(grid: list[list[bool]], version: int, mask) -> list[int]:
    side, is_data, bits = len(grid), _is_data(version, len(grid)), []
    upward = True
    for right in range(side - 1, 0, -2):
        pair = right - 1 if right <= 6 else right
        for row in range(side - 1, -1, -1) if upward else range(side):
            for col in (pair, pair - 1):
                if is_data(row, col):
                    bits.append(grid[row][col] ^ mask(row, col))
        upward = not upward
    return [int("".join("01"[bit] for bit in bits[start : start + 8]), 2) for start in range(0, len(bits) - 7, 8)]


def _without_correction(words: list[int], version: int, level: int) -> list[int]:
    """The data codewords in their order, taken out of the interleaved blocks."""
    sizes = [block.num_data for block in consts.ECC[version][level] for _number in range(block.num_blocks)]
    blocks: list[list[int]] = [[] for _size in sizes]
    stream = iter(words)
    for place in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if place < size:
                block.append(next(stream))
    return [word for block in blocks for word in block]


def read(svg: str) -> str:
    """The text of the symbol drawn in `svg`."""
    grid = modules(svg)
    side = len(grid)
    version = (side - 17) // 4
    formats = "".join("01"[grid[8][col]] for col in (0, 1, 2, 3, 4, 5, 7, 8)) + "".join(
        "01"[grid[row][8]] for row in (7, 5, 4, 3, 2, 1, 0)
    )
    format_bits = int(formats, 2) ^ 0b101010000010010
    words = _without_correction(
        _codewords(grid, version, MASKS[format_bits >> 10 & 7]), version, LEVELS[format_bits >> 13]
    )
    bits = "".join(f"{word:08b}" for word in words)
    text, place = "", 0

    def take(count: int) -> int:
        nonlocal place
        place += count
        return int(bits[place - count : place] or "0", 2)

    while place + 4 <= len(bits) and (mode := take(4)):
        if mode == 4:
            text += bytes(take(8) for _byte in range(take(8 if version < 10 else 16))).decode()
        elif mode == 2:
            count = take(9 if version < 10 else 11)
            for _pair in range(count // 2):
                text += "".join(ALPHANUMERIC[half] for half in divmod(take(11), 45))
            text += ALPHANUMERIC[take(6)] if count % 2 else ""
        else:
            raise ValueError(f"mode {mode}")
    return text
