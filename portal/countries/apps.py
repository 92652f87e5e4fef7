"""The countries app."""

from django.apps import AppConfig


class CountriesConfig(AppConfig):
    """Registers the labels of the country filter."""

    name = "portal.countries"
    label = "countries"

    def ready(self) -> None:
        """Tell the index how countries read."""
        from portal import indexing
        from portal.countries.queries import labels

        indexing.register_labels("country", labels)
