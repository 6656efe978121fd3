"""Rasa's custom actions: thin, they call `bot.goals` and `bot.handover` and hold no rules of their own."""
