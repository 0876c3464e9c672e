"""Sound devices and their clocks: which there are, resampling, drift, when what is played."""
