"""The sample column: an author, her posts with their threads, and letters at her desk, all invented."""
