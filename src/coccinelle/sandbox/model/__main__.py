"""The double as a process of its own: `python -m coccinelle.sandbox.model --port 9002 …`."""

from argparse import ArgumentParser, Namespace

import uvicorn

from coccinelle.sandbox.model import create_app


def main() -> None:
    asked = _arguments()
    uvicorn.run(
        create_app(key=asked.key, model=asked.model),
        host="127.0.0.1",
        port=asked.port,
        log_level="critical",
        timeout_graceful_shutdown=1,
    )


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m coccinelle.sandbox.model", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--key", default="", help="the only key it accepts")
    parser.add_argument("--model", default="", help="the only model it knows")
    return parser.parse_args()


if __name__ == "__main__":
    main()
