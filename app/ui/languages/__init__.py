"""The window in other languages: English stands in the code, each other language is one file that Qt Linguist opens.

`python -m app.ui.languages` brings the files up to date with the code and says what is not translated yet.
"""
