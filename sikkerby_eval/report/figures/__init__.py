"""Figures as people see, hear and download them."""
