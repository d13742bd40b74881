"""報表: what the Centre and the firm receive."""
