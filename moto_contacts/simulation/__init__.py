"""What a test controls: the clock, the codes, the outbox, the faults, the settings."""
