"""The two lanes of a live session, picture and voice, what drives them, and how they keep in step."""
