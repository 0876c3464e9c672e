"""How the window looks: palettes, theme, style sheet, icons."""
