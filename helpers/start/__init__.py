"""What runs before anything is installed: the commands, the environment, the learner's copies, a look at this computer."""
