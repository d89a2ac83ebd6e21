"""Pages of people, their duties and delegations, and of the segregation matrix (VI)."""
