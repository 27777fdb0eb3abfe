"""Answers to the research questions of the founding study, counted from the catalog."""
