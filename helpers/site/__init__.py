"""The web edition: the whole course as static pages, made from the notebooks and ``data/``; no lesson imports it."""
