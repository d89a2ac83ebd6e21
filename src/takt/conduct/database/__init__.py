"""VI.2 门 · the door's way to PostgreSQL: Django's own, with shorter ways for what every act does."""
