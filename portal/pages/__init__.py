"""The page every other page is made from, and the pages of the shell: home, information, Member States, themes."""
