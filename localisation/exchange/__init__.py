"""Translations as files for other programs (XLIFF 1.2 and 2.0, PO, TMX), out and back in."""
