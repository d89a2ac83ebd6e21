"""III.2: the reviews, each beside what it looks at."""
