"""The classroom kit: the lessons on paper, on the projector and in a school's own platform. Nothing in a lesson imports it."""
