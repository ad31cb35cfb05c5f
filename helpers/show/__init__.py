"""What turns things into HTML and words for a notebook's page."""
