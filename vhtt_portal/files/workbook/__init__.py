"""Workbooks read as plain values, safely, and the cells of those that we write."""
