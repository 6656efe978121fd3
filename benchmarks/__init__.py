"""Measurements: speed (`make bench`) and understanding (`make evaluate`)."""
