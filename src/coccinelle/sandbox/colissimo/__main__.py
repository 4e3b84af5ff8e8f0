"""The double as a process of its own: `python -m coccinelle.sandbox.colissimo --port 9004`."""

from coccinelle.sandbox.colissimo import create_app
from coccinelle.sandbox.serving import parser, serve


def main() -> None:
    asked = parser("colissimo", __doc__).parse_args()
    serve(create_app(asked.key), asked.port)


if __name__ == "__main__":
    main()
