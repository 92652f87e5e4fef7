"""The pages of members, and the two public ones that lead to becoming one."""
