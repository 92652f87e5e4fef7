"""``python3 -m portal.launcher run|test|check|bench|drill|elasticsearch``: what the targets of the Makefile call.

This file is read by whatever Python a machine has, so it keeps to what Python 3.6 understands and imports the rest
only after it has seen that the Python is new enough.
"""

import sys

OLDEST = (3, 11)


def too_old(version: "tuple[int, ...]") -> str:
    """The sentence for a Python that cannot run the portal, or an empty text for one that can."""
    if version[:2] >= OLDEST:
        return ""
    found = "{}.{}".format(*version[:2])
    return (
        f"Balai needs Python {OLDEST[0]}.{OLDEST[1]} or newer and this is Python {found}: "
        "install a newer one and name it, as in: make run PYTHON=python3.11"
    )


def main() -> int:
    """Refuse an old Python with one sentence; otherwise do what was asked."""
    sentence = too_old(sys.version_info[:2])
    if sentence:
        print(sentence, file=sys.stderr)
        return 1
    from portal.launcher.tasks import run_task

    return run_task(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
