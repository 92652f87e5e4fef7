"""The forms of members and of those who wish to become one."""
