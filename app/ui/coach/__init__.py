"""The calm face: guidance while it is taken, and the watch over it afterwards."""
