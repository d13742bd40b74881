"""What sets a machine up for the program and starts it; standard library only, as nothing is there yet."""
