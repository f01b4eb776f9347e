"""Formats of a document: HTML page and fragment, Markdown, CSV."""
