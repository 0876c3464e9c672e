"""The gallery: avatars, and what can be done with them."""
