"""企業: the list of firms, and one firm's file beside it."""
