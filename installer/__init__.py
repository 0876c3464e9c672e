"""Set-up of Likeness on a user's or a build machine; standard library only."""
