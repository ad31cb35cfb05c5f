"""The web edition: the whole course as static pages, which mark answers themselves; no lesson imports it."""
