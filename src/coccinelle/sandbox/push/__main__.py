"""The double as a process of its own: `python -m coccinelle.sandbox.push --port 9005`."""

from coccinelle.sandbox.push import create_app
from coccinelle.sandbox.serving import parser, serve


def main() -> None:
    asked = parser("push", __doc__).parse_args()
    serve(create_app(), asked.port)


if __name__ == "__main__":
    main()
