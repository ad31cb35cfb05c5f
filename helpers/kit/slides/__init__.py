"""The decks for the projector, and their handouts."""
