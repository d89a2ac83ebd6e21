"""Second step of signing in, and "My security": factors, passkeys, sessions, tokens, password."""
