"""How well Noor understands sentences that she was not trained on."""
