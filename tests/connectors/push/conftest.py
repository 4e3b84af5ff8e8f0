"""The double of a push service, for the tests of this folder."""

from tests.push_service import push_server, push_service

__all__ = ["push_server", "push_service"]
