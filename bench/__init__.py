"""What a page costs and how fast comments are taken: `python -m bench`."""
