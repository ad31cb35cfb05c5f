"""What every other room stands on: errors that a learner can read, files written whole, the language, where lessons are."""
