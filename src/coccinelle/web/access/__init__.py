"""Who comes in: sessions, roles, members' own pages, and what is written of their acts."""
