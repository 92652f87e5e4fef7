"""Message catalogues: gathered from the sources, held against completeness, compiled, all without gettext's tools."""
