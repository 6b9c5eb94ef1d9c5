"""Sums of money, counts and measures, lengths of time and dates: where they stand in a text and what they mean."""

from kg.quantities.find import find_dates, find_durations, find_money, find_quantities, find_values
from kg.quantities.money import rate

__all__ = ["find_dates", "find_durations", "find_money", "find_quantities", "find_values", "rate"]
