"""Files in the administration: the form, the report, the screen to add one."""
