"""Case files: facts as strictly checked JSON."""
