"""What people do here, from end to end, in a real browser against the real server."""
