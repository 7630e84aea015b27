"""Case files: facts as JSON, read strictly."""
