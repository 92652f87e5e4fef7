"""The web fonts: cut from installed packages at set-up, so that no font file lies in the repository."""
