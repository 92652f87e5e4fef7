"""A small app whose tasks and duty leave marks in files, so that a test can see from outside what ran, and when."""
