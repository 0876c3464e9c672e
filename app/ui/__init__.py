"""The window: widgets that show a session and change its settings. Only this package knows Qt."""
