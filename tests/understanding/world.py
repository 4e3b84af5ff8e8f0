"""The little shop of the reader's tests: thirteen products, four of them blue dresses."""

from datetime import datetime
from zoneinfo import ZoneInfo

from coccinelle.core.catalogue import Catalogue, Post, Product, Variant
from coccinelle.core.memory import Memory
from coccinelle.core.turn import Said, Turn

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2025, 1, 16, 10, 15, tzinfo=PARIS)  # a Thursday
CLOTHES = ("36", "38", "40", "42")


def _product(ref: str, name: str, category: str, colors: str, **more: tuple[str, ...]) -> Product:
    sizes = more.get("sizes", CLOTHES)
    price = int(more.get("price", ("8900",))[0])
    variants = tuple(
        Variant(f"{ref}-{color[:3].upper()}-{size}", color, size, price)
        for color in colors.split(", ")
        for size in sizes
    )
    return Product(ref, name, category, more.get("tags", ()), more.get("aliases", ()), variants)


def _post(network: str, day: int, caption: str, ref: str) -> Post:
    return Post(network, f"p{day}", datetime(2025, 1, day, 18, tzinfo=PARIS), caption, ref, "")


CATALOGUE = Catalogue(
    "v1",
    (
        _product("RF-2847", "Robe fleurie bleue", "robes", "Bleu", tags=("printemps",)),
        _product("RB-1102", "Robe bleue Azur", "robes", "Bleu", price=("7900",), aliases=("Azur",)),
        _product("RB-1203", "Robe longue bleu marine", "robes", "Bleu marine", tags=("soirée",)),
        _product("RC-3301", "Robe chemise bleu ciel", "robes", "Bleu ciel", sizes=("S", "M", "L")),
        _product("RF-2850", "Robe fleurie rouge", "robes", "Rouge"),
        _product("RB-0110", "Robe bordeaux", "robes", "Bordeaux", tags=("soirée",)),
        _product("BL-445", "Blazer beige", "vestes", "Beige", tags=("bureau",)),
        _product("PF-229", "Perfecto noir", "vestes", "Noir", tags=("cuir",)),
        _product("PN-100", "Pantalon noir", "pantalons", "Noir", tags=("bureau",)),
        _product("CH-410", "Chemisier Capucine", "chemises", "Blanc, Noir, Rose", tags=("soie",)),
        _product(
            "BO-77", "Bottines Léonie", "chaussures", "Noir, Camel", sizes=("38", "39.5", "40")
        ),
        _product("SA-12", "Sac cabas Margot", "sacs", "Camel, Noir", sizes=("TU",)),
        _product("JU-55", "Jupe plissée", "jupes", "Vert, Noir", aliases=("la Pauline",)),
    ),
    (
        _post("instagram", 15, "Nouveauté : la robe fleurie qui sent le printemps 💙", "RF-2847"),
        _post("instagram", 13, "Le blazer parfait pour le bureau", "BL-445"),
        _post("facebook", 10, "Notre robe bordeaux pour vos dîners", "RB-0110"),
    ),
)
NO_CATALOGUE = Catalogue("none", (), ())


def turn(
    *texts: str,
    memory: Memory | None = None,
    sector: str = "boutique",
    now: datetime = NOW,
    catalogue: Catalogue | None = None,
    subject: str = "",
) -> Turn:
    """One turn of one or several messages; only the boutique has a catalogue."""
    known = catalogue or (CATALOGUE if sector == "boutique" else NO_CATALOGUE)
    said = tuple(Said(text, now, subject) for text in texts)
    return Turn(said, now, "sms", sector, memory or Memory(), known)
