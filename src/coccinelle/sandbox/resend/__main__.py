"""The double as a process of its own: `python -m coccinelle.sandbox.resend --port 9002 …`."""

from argparse import ArgumentParser, Namespace

from coccinelle.sandbox.resend import create_app
from coccinelle.sandbox.serving import serve


def main() -> None:
    asked = _arguments()
    app = create_app(
        asked.api_key,
        asked.webhook_secret,
        webhook_url=asked.webhook_url,
        step_seconds=asked.step_seconds,
    )
    serve(app, asked.port)


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m coccinelle.sandbox.resend", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--api-key", required=True)
    parser.add_argument("--webhook-secret", required=True, help="whsec_ and base64")
    parser.add_argument("--webhook-url", default="", help="where events are told")
    parser.add_argument("--step-seconds", type=float, default=0.05)
    return parser.parse_args()


if __name__ == "__main__":
    main()
