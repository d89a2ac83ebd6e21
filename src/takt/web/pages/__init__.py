"""Pages for people: sign-in, lists, the order, the API page; each reads by the reader's right and translates."""
