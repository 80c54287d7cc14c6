"""Pure functions from validated frames to estimates; they read no file and change no argument."""
