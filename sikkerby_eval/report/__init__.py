"""Marks on paper: figures, tables, sentences and pages, made of published tables only."""
