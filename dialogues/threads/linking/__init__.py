"""What posts point to in the portal: publications, provisions, themes and countries, by number or by address."""
