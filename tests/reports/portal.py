"""A foreign page around a fragment, with rules for nearly everything."""

from __future__ import annotations

from spi.reports.html import fragment, stylesheet

RULES = """
html { font-size: 62.5%; }
* { box-sizing: content-box; letter-spacing: 0.02em; }
body { margin: 0; font: 1.6rem/2.4 cursive; text-align: center; text-transform: uppercase;
  color: #c00; background: #ff0; white-space: nowrap; word-spacing: 1em; }
div, section, article, header, nav, figure { margin: 3rem; padding: 3rem; border: 1px solid lime;
  float: left; width: 50%; display: inline-block; }
#content p, #content li, #content dd, #content dt { margin: 4rem; color: #fee; font-size: 3rem;
  line-height: 3; text-indent: 5rem; list-style: square; background: #fff; }
#content h2, #content h3, #content h4, h5, h6 { color: #fefefe; text-transform: uppercase;
  font-size: 5rem; border-bottom: 5px dotted lime; clear: both; }
#content a { color: #ffe; background: #eee; display: inline-block; padding: 2rem; }
#content a::after { content: " external link"; }
li::before { content: "»"; }
#content table { width: 300px; border: 9px solid lime; }
#content td, #content th { border: 5px solid lime; padding: 4rem; background: #fff; color: #eee; }
#content svg { width: 24px; height: 24px; fill: lime; margin: 20px; }
svg * { stroke: lime; stroke-width: 5px; opacity: 0.2; }
path, circle, rect, line { fill: lime; }
svg text { font-size: 40px; fill: yellow; }
summary { display: none; }
ol, ul { columns: 2; padding: 5rem; }
.badge, .table, .figure, .row, .note, .chart { display: none; }
"""


def portal(document, *, scheme="light", prefix="spi-", ids="spi-", width="100%"):
    """Put a document as fragment into a foreign page with this color-scheme."""
    inside = fragment(document, class_prefix=prefix, id_prefix=ids)
    return f"""<!DOCTYPE html>
<html lang="{document.language}"><head><meta charset="utf-8"><title>Portal</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{stylesheet(prefix)}</style>
<style>{RULES} html {{ color-scheme: {scheme}; }} main {{ width: {width}; }}</style></head>
<body><main id="content"><h1 hidden>Portal</h1>
{inside}
</main></body></html>
"""
