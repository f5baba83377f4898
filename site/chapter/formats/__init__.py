"""How dates and numbers are written and read, beside what Django knows of Vietnamese."""
