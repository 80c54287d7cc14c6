"""The door: deliveries and published figures in, validated frames out."""
