"""Files that come back from offices, read as rows of cells without trusting any of them."""
