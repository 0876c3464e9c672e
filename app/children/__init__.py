"""Programs of their own that the application starts; never imported by it."""
