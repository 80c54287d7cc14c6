"""Words, numbers, dates and sentences in Danish and English, and the markup they stand in."""
