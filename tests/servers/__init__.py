"""What the whole suite needs to run on servers: see *Tests* in docs/develop.md."""
