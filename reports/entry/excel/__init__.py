"""A sheet as a workbook: written for the unit, taken in from whatever the unit sends back."""
