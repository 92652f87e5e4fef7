"""What the portal's mails say, to whom, and until when they are due; one module for each thing they tell of."""
