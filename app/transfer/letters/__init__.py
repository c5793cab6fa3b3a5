"""From a file of questions, one JSON object a line (jsonlines.org)."""
