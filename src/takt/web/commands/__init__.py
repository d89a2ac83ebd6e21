"""The commands of `takt`, by what they are for; each module's `add` declares its own."""
