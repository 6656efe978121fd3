"""Set-up: everything Noor needs on a fresh machine.

Runs before there is an environment, on any Python from 3.8, so it uses the standard library only.
"""
