"""How Sphinx builds these pages: `make docs`."""

from importlib.metadata import version as installed_version

project = "Social Planning Instrument"
author = "the social-planning-instrument contributors"
project_copyright = f"2026 {author}"
release = installed_version("social-planning-instrument")
version = release

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
]
exclude_patterns = ["_build", "changelog.d", "examples"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_member_order = "bysource"
nitpicky = True

html_theme = "furo"
html_title = project
html_show_sphinx = False
