"""Settings, URLs, page shell, API assembly, command line: where the clauses meet the world."""
