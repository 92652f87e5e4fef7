#!/usr/bin/env python
"""Runs the portal's commands with the settings and data of ``make run`` unless the environment names others."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
    from django.core.management import execute_from_command_line

    from portal.settings.mistakes import told

    told(lambda: execute_from_command_line(sys.argv))
