"""The project: settings, web plumbing and Vietnamese text, numbers and dates."""
