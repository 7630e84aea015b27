"""The people of a search: directory, contact pages, references and what was sent to them."""
