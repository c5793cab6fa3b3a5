"""Whether something is what it looks like."""
