"""Cuts one face of Inter down to what the window draws, and can freeze its equal-width digits.

Qt before 6.7 cannot ask for the font feature `tnum`, so the digits are exchanged at build time: every single
substitution of that feature is written into the character map, and the family gets a name of its own.
usage: cut.py SOURCE.otf TARGET.otf FAMILY WEIGHT [tabular]
"""
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

KEPT_FEATURES = ["kern", "ccmp", "mark", "mkmk", "locl", "calt"]
KEPT_RANGES = [
    (0x0020, 0x024F), (0x0259, 0x0259), (0x02B0, 0x036F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x25A0, 0x25FF), (0xFFFD, 0xFFFD),
]
# Figures stand alone in their columns: Latin letters, signs and currencies are enough, the rest falls back to Inter.
FIGURE_RANGES = [(0x0020, 0x017F), (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2190, 0x2193), (0x2212, 0x2265)]


def freeze_tabular(font):
    table = font["GSUB"].table
    lookups = {index for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
               for index in record.Feature.LookupListIndex}
    exchange = {}
    for index in lookups:
        for sub in table.LookupList.Lookup[index].SubTable:
            exchange.update(getattr(getattr(sub, "ExtSubTable", sub), "mapping", {}))
    if not exchange:
        sys.exit("no tnum substitutions found")
    for chars in font["cmap"].tables:
        for code, glyph in list(chars.cmap.items()):
            chars.cmap[code] = exchange.get(glyph, glyph)


def rename(font, family, weight):
    style = {400: "Regular", 500: "Medium", 600: "SemiBold"}[weight]
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 7, 11, 13, 14)]
    for name_id, text in ((1, family if weight == 400 else f"{family} {style}"), (2, "Regular"),
                          (3, f"{family} {style}"), (4, f"{family} {style}"), (5, "Version 4.000"),
                          (6, f"{family}-{style}".replace(" ", "")), (16, family), (17, style)):
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def main(source, target, family, weight, *flags):
    font = TTFont(source)
    ranges = KEPT_RANGES
    if "tabular" in flags:
        freeze_tabular(font)
        ranges = FIGURE_RANGES
    options = subset.Options()
    options.layout_features = KEPT_FEATURES
    options.name_IDs = ["*"]
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "STAT"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    cutter.subset(font)
    rename(font, family, int(weight))
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
