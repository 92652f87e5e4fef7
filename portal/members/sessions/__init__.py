"""How long a session lasts, what is kept of what was typed when it ran out, and the page that lists sessions."""
