"""The people of a search: directory, contact pages, references and what they were sent."""
