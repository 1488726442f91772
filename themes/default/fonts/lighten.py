"""Drops kerning nobody sees: `lighten.py IN OUT LEAST` keeps pairs of at least LEAST units (of 1000 an em)."""

import sys

from fontTools.ttLib import TTFont


def lighten(font, least):
    if "GPOS" not in font:
        return
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            pairs = getattr(table, "ExtSubTable", table)
            if pairs.LookupType != 2:
                continue
            if pairs.Format == 1:
                values = [one.Value1 for each in pairs.PairSet for one in each.PairValueRecord]
            else:
                values = [two.Value1 for one in pairs.Class1Record for two in one.Class2Record]
            for value in values:
                if value and abs(getattr(value, "XAdvance", 0)) < least:
                    value.XAdvance = 0


font = TTFont(sys.argv[1])
lighten(font, int(sys.argv[3]))
font.flavor = "woff2"
font.save(sys.argv[2])
