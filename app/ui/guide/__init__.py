"""The illustrated guide of the help; its pictures are states of the real window (`python -m app.ui.guide.draw`)."""
