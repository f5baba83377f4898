"""Tabular figures for Be Vietnam Pro.

The published family has no `tnum` feature: "1" is 385 units wide and "4" is 710, so
`font-variant-numeric: tabular-nums` changes nothing. This cuts the ten digits out of the
latin subset, sets each on one width, and writes a small WOFF2 to stand first in the
font stack of figures. OFL 1.1 allows it (the family reserves no font name).

    pip install fonttools brotli
    python make-tabular.py be-vietnam-pro-latin-400-normal.woff2 tabular-400.woff2 620
"""

import sys

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

source, target, cell = sys.argv[1], sys.argv[2], int(sys.argv[3])
font = TTFont(source)
options = Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True)
subsetter = Subsetter(options)
subsetter.populate(text="0123456789")
subsetter.subset(font)
for tag in ("GPOS", "GSUB", "GDEF", "kern"):
    if tag in font:
        del font[tag]
glyphs, widths = font.getGlyphSet(), font["hmtx"]
side = 22  # least white on each side of a figure
new = {}
for char in "0123456789":
    name = font.getBestCmap()[ord(char)]
    bounds = BoundsPen(glyphs)
    glyphs[name].draw(bounds)
    left, _, right, _ = bounds.bounds
    squeeze = min(1.0, (cell - 2 * side) / (right - left))
    shift = (cell - (right - left) * squeeze) / 2 - left * squeeze
    pen = TTGlyphPen(glyphs)
    glyphs[name].draw(TransformPen(pen, (squeeze, 0, 0, 1, shift, 0)))
    new[name] = (pen.glyph(), round((cell - (right - left) * squeeze) / 2))
for name, (glyph, lsb) in new.items():
    font["glyf"][name] = glyph
    widths[name] = (cell, lsb)
font.flavor = "woff2"
font.save(target)
