"""Pages of a place's sheet."""
