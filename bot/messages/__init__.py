"""The conversation log with its inbox and outbox: nothing accepted is lost or said twice."""
