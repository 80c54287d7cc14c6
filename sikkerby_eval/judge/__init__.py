"""What a number means, and what may be shown of it."""
