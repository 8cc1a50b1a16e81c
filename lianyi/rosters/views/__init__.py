"""The pages of Excel in and out."""
