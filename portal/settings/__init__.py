"""Settings: ``local`` for one machine, ``production`` for many, ``test`` for the tests; ``base`` is what they share."""
