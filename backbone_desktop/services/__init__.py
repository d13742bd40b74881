"""What a consultant does: one public method per use case, one transaction each."""
