"""Form fields and base forms shared by all apps."""
