"""What the operations ask the store, and what they make of it."""
