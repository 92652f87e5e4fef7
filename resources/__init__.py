"""The library: guidelines, research briefs, tools, legal instruments and initiatives."""
