"""REST under /api/v1/: every action and every list, from the registries; refusals are RFC 9457 problems."""
