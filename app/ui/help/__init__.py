"""Help: the keys, the licences, the logs, the report; the guide is in app.ui.guide."""
