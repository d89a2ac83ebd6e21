"""III.4.3: the inspector's desk."""
