"""WhatsApp: residents' words in and Noor's words out over Meta's Cloud API."""
