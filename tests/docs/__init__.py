"""What the documents say of the code, written from the code: ``python -m tests.docs``."""
