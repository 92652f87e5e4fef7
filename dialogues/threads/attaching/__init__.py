"""Files of posts: taken in with the form, kept with the draft, sent with the post, read with it."""
