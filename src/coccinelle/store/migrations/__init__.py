"""Alembic's environment: revisions are SQL files beside a few lines of Python."""
