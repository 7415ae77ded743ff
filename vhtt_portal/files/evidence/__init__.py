"""Photos and scanned papers beside a figure: what is let in, and in which form it is kept."""
