"""What the portal is measured by: ``make bench [ONLY=name]``, one section of ``docs/benchmarks.md`` each."""
