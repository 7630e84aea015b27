"""A believable search, for trying the product out: months of history up to now."""
