"""The bank in the formats of school platforms and card programs, one file a format."""
