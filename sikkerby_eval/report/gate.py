"""The last look at a page before it is published, for what an accessibility checker cannot see."""


def refuse_faults(html: str, language: str) -> None:
    """Stop a page that breaks a rule."""
