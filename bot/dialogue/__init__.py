"""The Rasa side: understanding, the private Rasa channel and the client that talks to it."""
