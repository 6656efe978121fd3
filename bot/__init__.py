"""Noor, the digital front desk of a Dutch municipality."""
