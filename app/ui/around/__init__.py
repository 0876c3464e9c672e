"""What the program has around its window: profiles, tray, mini window, keys everywhere, and orders from outside."""
