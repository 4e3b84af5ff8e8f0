"""What members do: in a conversation, with a draft, at the counter, on a customer's card."""
