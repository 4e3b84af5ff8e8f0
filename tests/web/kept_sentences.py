"""What the engine, the skills and the trials write in French for members: read in their source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import coccinelle

HOME = Path(coccinelle.__file__).parent
PLACES = (
    "engine/**/*.py", "skills/*.py", "trial/*.py", "core/autonomy.py", "core/decision.py",
    "core/exchange.py", "core/identity.py", "core/lanes.py", "core/loops.py", "core/styling.py",
    "core/withdrawal.py", "understanding/urgency.py", "store/importing/__init__.py",
    "store/phones.py", "store/reset.py", "store/saved_replies.py", "store/sealed.py",
)  # fmt: skip
# Their words are a customer's, or are looked for in what one writes.
OTHERS = {
    "engine/delivery/envelope.py", "engine/business/settings_preview.py", "trial/examples.py",
    "trial/people.py", "engine/business/address_code.py",
}  # fmt: skip
NOT_SAID = {
    "la", "le", "œ", " en ", "en",  # pieces of sentences
    "{}/mot-de-passe/{}",  # an address
    "à le ", "délais de livraison", "coût de la livraison",  # looked for in pages
    "{}{} à {}. {}", "[?!.;\\n]+| et | and |, ",
}  # fmt: skip
_FRENCH = re.compile(
    r"[éèàêçùîôûœ]|(?<![\w'])(?:le|la|les|de|du|des|un|une|est|pas|par|pour|il|elle|ne|au|aux|et"
    r"|qui|que|sans|sur|mais|vous|votre|nous|dans)(?![\w'])|\b[ldnsc]'(?=\w)|« ",
    re.IGNORECASE,
)
_PATTERN = re.compile(r"\\[bwsdW]|\(\?|\w\|\w|\[\^?\w-|^\^")  # of a regular expression
_STATEMENT = re.compile(r"\s*(?:select|insert|update|delete|with|from|and|where)\b", re.IGNORECASE)


def shape(text: str) -> str:
    return re.sub(r"\{+[^{}]*\}+", "{}", text)


def kept_sentences() -> dict[str, str]:
    """Their shapes, with where they are made."""
    return {
        said: str(file.relative_to(HOME))
        for place in PLACES
        for file in HOME.glob(place)
        if str(file.relative_to(HOME)) not in OTHERS
        for said in _made(ast.parse(file.read_text()))
        if said not in NOT_SAID and _is_french(said)
    }


def _is_french(text: str) -> bool:
    bare = text.replace("{}", "")
    return not (_PATTERN.search(text) or _STATEMENT.match(text)) and bool(_FRENCH.search(bare))


def _made(tree: ast.AST) -> Iterator[str]:
    """Whole texts and those with values; not what a docstring says, nor the parts of a text."""
    parts = {
        id(child)
        for node in ast.walk(tree)
        for child in (
            node.values if isinstance(node, ast.JoinedStr)
            else [node.value] if isinstance(node, ast.Expr) else ()
        )
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
        ):
            yield shape(node.value)
