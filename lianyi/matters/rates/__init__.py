"""The three rates (响应率、解决率、满意率), counted from what the journal was told."""
