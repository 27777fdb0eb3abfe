"""What the project promises, measured; run by scripts/bench."""
