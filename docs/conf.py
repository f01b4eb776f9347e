"""How Sphinx builds these pages: `make docs`."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Social Planning Instrument"
author = "the social-planning-instrument contributors"
project_copyright = f"2026 {author}"
release = installed_version("social-planning-instrument")
version = release

extensions = [
    "generated",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
]
exclude_patterns = ["_build", "changelog.d", "examples"]

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

default_role = "code"
autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
napoleon_custom_sections = [("Source", "notes_style")]
napoleon_use_ivar = True

nitpicky = True
nitpick_ignore_regex = [
    # Python's own documentation is not at hand: these pages are built without a network.
    ("py:class", r"(collections\.abc|datetime|enum|pathlib|typing)\..*"),
    # how a scorecard remembers its sums; not public
    ("py:class", r"spi\.scoring\.reasons\.Work"),
    # a type variable: whatever class is asked for
    ("py:class", r"spi\.codec\.documents\.T"),
]

html_theme = "furo"
html_title = project
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["pages.css"]
