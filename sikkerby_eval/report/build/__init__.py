"""From a notebook and a parameter file to a published page, or to a message and untouched pages."""
