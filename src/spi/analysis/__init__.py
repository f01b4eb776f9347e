"""What to make of scores: comparisons of areas."""
