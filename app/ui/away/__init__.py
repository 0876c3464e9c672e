"""What happens while nobody watches over the outputs: screen locked, computer asleep."""
