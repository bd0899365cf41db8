"""What the clock refuses."""


class ClockError(ValueError):
    """A calendar, a limit or an event that the clock cannot compute with; the message says which and why."""
