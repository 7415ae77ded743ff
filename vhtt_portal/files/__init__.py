"""Files from outside: looked into in a process of their own, kept in a form that is known."""
