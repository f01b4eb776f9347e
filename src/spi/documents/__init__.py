"""One neutral document, and what builds it; formats read only this."""
