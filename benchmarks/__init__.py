"""Measurements against bare lower bounds taken in the same run; never part of the test suite."""
