"""Measurements of the site: ``make bench``, or ``make bench ARGS="search pages"`` for some of them."""
