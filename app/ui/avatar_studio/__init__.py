"""Everything in which avatars are made and changed: the card for a new photo, the studio, the camera shot."""
