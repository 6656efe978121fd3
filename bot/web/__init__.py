"""What every page and call of the front shares: keys, errors, headers, health."""
