"""The double as a process of its own: `python -m coccinelle.sandbox.laposte --port 9003`."""

from coccinelle.sandbox.laposte import create_app
from coccinelle.sandbox.serving import parser, serve


def main() -> None:
    asked = parser("laposte", __doc__).parse_args()
    serve(create_app(asked.key), asked.port)


if __name__ == "__main__":
    main()
