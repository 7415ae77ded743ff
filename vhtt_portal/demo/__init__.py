"""The demo: thị xã Hồng Lĩnh, its registers and six years of reports, played through the verbs.

Nothing here writes a row itself: people of the demo do it, each at the moment it would have been.
"""
