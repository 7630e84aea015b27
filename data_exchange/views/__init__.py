"""Views of export and import."""
