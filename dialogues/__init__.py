"""Where people talk: closed spaces, what is said in them, and later what is recorded of it."""
