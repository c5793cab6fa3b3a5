"""From WordPress: an export in WXR 1.0 to 1.2, read twice, first to check it and then to take it."""
