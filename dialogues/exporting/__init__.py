"""Taking home what is said in a space: by its owners, with the consent of all of them, and never without a reason."""
