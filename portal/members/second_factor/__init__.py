"""The second proof: everybody who signs in has one, and a session counts only when it was shown in it."""
