"""III.4.3 质量检验: inspection points at every stage; a point blocks the next operation until decided."""
