"""The double as a process of its own: `python -m coccinelle.sandbox.twilio --port 9001 …`."""

from argparse import ArgumentParser, Namespace

from coccinelle.sandbox.serving import serve
from coccinelle.sandbox.twilio import create_app


def main() -> None:
    asked = _arguments()
    app = create_app(
        asked.account_sid,
        asked.auth_token,
        numbers=tuple(asked.number),
        callbacks=not asked.no_callbacks,
        step_seconds=asked.step_seconds,
    )
    # No access log: the addresses of look-ups hold phone numbers.
    serve(app, asked.port)


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m coccinelle.sandbox.twilio", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--account-sid", required=True)
    parser.add_argument("--auth-token", required=True)
    parser.add_argument("--number", action="append", default=[], help="a sender; may be repeated")
    parser.add_argument("--step-seconds", type=float, default=0.05)
    parser.add_argument("--no-callbacks", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
