"""The report while it is being written: kept revisions, what moved since, readers from outside."""
