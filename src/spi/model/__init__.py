"""The nouns: frozen classes, pure."""
