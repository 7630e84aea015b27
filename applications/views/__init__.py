"""The pages of applications: thin, one address an act."""
