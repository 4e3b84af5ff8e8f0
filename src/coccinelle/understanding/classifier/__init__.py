"""The learned half of the reader: sentence embeddings and n-grams to intents and signals."""
