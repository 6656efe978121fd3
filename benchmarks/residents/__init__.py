"""Simulated residents who talk with a Noor that really runs: `python -m benchmarks.residents`."""
