"""Pages of the coach's site that are not plain lists."""
