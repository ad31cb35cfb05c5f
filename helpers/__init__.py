"""Shared helpers of the course; each module is imported by name, so that importing this package costs nothing."""
