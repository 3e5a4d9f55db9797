"""What a run shows to people and machines: one module per output."""
