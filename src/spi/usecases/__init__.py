"""What one can do with it, one function each."""
