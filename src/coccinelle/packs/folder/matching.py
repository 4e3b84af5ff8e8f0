"""Which column of a shop's export is which of ours: guessed by its name, settled by a member."""

from collections.abc import Mapping, Sequence

from coccinelle.packs.folder.options import FREE, has_attributes, pairs_of
from coccinelle.packs.folder.slug import slug_of

# Ours, what a member reads, and how exports call it (folded); the surest names first, and those
# that end in a star are followed by the name of a place of sale.
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "sku": ("Référence de la variante (SKU)", (
        "sku", "variant-sku", "ugs", "reference-variante", "ref-variante", "reference-declinaison",
        "combination-reference", "code-barre", "code-barres", "codebarre", "barcode",
        "variant-barcode", "ean", "ean13", "ean-13", "gencod", "gtin")),
    "product_ref": ("Référence du produit", (
        "product-ref", "handle", "url-handle", "product-reference", "reference", "ref",
        "reference-produit", "ref-produit", "reference-article", "ref-article", "code-article",
        "code-produit", "code", "style", "modele", "product-id", "id-produit", "item-number")),
    "name": ("Nom", (
        "name", "nom", "designation", "libelle", "nom-du-produit", "nom-produit", "nom-article",
        "nom-de-l-article", "item-name", "produit", "article", "titre", "title", "product-name",
        "product", "item", "intitule", "description")),
    "color": ("Couleur", ("color", "colour", "couleur", "coloris", "teinte", "couleurs")),
    "size": ("Taille", ("size", "taille", "tailles", "pointure", "dimension")),
    "price": ("Prix TTC", (
        "price", "prix-ttc", "prix-de-vente-ttc", "pv-ttc", "prix-vente-ttc", "prix-de-vente",
        "price-tax-incl", "price-tax-included", "final-price", "prix-final", "prix-final-ttc",
        "prix", "pv", "tarif-ttc", "tarif", "variant-price", "prix-unitaire", "unit-price",
        "retail-price", "prix-public", "tarif-regulier", "regular-price", "prix-normal",
        "default-price", "price-*")),
    "stock": ("Stock", (
        "stock", "quantite", "qte", "qty", "quantity", "quantite-en-stock", "qte-stock",
        "stock-disponible", "stock-actuel", "stock-reel", "disponible", "en-stock", "on-hand",
        "inventory", "variant-inventory-qty", "inventory-quantity", "stock-quantity",
        "available-quantity", "current-quantity", "quantite-disponible", "current-quantity-*",
        "in-stock-*")),
    "category": ("Catégorie", (
        "category", "categorie", "categories", "categories-x-y-z", "famille", "rayon",
        "reporting-category", "type", "product-type", "sous-famille", "collection", "department",
        "product-category")),
    "tags": ("Mots-clés", ("tags", "mots-cles", "etiquettes", "keywords", "occasions")),
    "aliases": ("Autres noms", ("aliases", "alias", "autres-noms", "synonymes", "surnoms")),
}  # fmt: skip
NEEDED = ("name", "price", "stock")
LABELS = {name: label for name, (label, _) in COLUMNS.items()}
# A table of combinations gives each of them the reference that a table of products gives those.
_OF_COMBINATIONS = {
    "sku": ("reference", "combination-reference", *COLUMNS["sku"][1]),
    "product_ref": ("product-reference", "product-id", "id-product", "id-produit"),
}


def guessed(header: Sequence[str]) -> dict[str, int]:
    """Our column to its place; each place once, the surest name first."""
    slugs = [slug_of(cell) for cell in header]
    changed = _OF_COMBINATIONS if has_attributes(header) else {}
    found: dict[str, int] = {}
    for name, (_, names) in COLUMNS.items():
        places = (_place(slugs, one) for one in changed.get(name, names))
        place = next((place for place in places if place is not None), None)
        if place is not None and place not in found.values():
            found[name] = place
    return found


def _place(slugs: list[str], name: str) -> int | None:
    if name.endswith("*"):
        begins = name.removesuffix("*")
        return next((n for n, slug in enumerate(slugs) if slug.startswith(begins)), None)
    return slugs.index(name) if name in slugs else None


def known(cells: list[str]) -> int:
    """How many columns a line names, those of sizes and colours included."""
    free = sum(slug_of(cell) in FREE for cell in cells)
    return len(guessed(cells)) + 2 * len(pairs_of(cells)) + free


def missing(columns: Mapping[str, int]) -> tuple[str, ...]:
    """What no import goes without, by our names."""
    return tuple(name for name in NEEDED if name not in columns)
