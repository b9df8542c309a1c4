"""The newsletter's addresses: double opt-in, one click to leave. Who writes and sends it works with the exported list."""
