"""Which column of a shop's export is which of ours: guessed by its name, settled by a member."""

from collections.abc import Mapping, Sequence

from coccinelle.packs.folder.slug import slug_of

# Ours, what a member reads, and how exports call it (folded); the surest names first.
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "sku": ("Référence de la variante (SKU)", (
        "sku", "variant-sku", "ugs", "reference-variante", "ref-variante", "reference-declinaison",
        "code-barre", "code-barres", "codebarre", "barcode", "ean", "ean13", "gencod", "gtin")),
    "product_ref": ("Référence du produit", (
        "product-ref", "reference", "ref", "reference-produit", "ref-produit", "reference-article",
        "ref-article", "code-article", "code-produit", "code", "style", "modele", "handle",
        "product-id", "id-produit", "item-number")),
    "name": ("Nom", (
        "name", "nom", "designation", "libelle", "nom-du-produit", "nom-produit", "nom-article",
        "produit", "article", "titre", "title", "product-name", "product", "intitule",
        "description")),
    "color": ("Couleur", ("color", "colour", "couleur", "coloris", "teinte", "couleurs")),
    "size": ("Taille", ("size", "taille", "tailles", "pointure", "dimension")),
    "price": ("Prix TTC", (
        "price", "prix-ttc", "prix-de-vente-ttc", "pv-ttc", "prix-vente-ttc", "prix-de-vente",
        "prix", "pv", "tarif-ttc", "tarif", "variant-price", "prix-unitaire", "unit-price",
        "retail-price", "prix-public", "tarif-regulier", "regular-price", "prix-normal")),
    "stock": ("Stock", (
        "stock", "quantite", "qte", "qty", "quantity", "quantite-en-stock", "qte-stock",
        "stock-disponible", "stock-actuel", "stock-reel", "disponible", "en-stock", "on-hand",
        "inventory", "variant-inventory-qty", "inventory-quantity", "stock-quantity")),
    "category": ("Catégorie", (
        "category", "categorie", "famille", "rayon", "type", "product-type", "sous-famille",
        "collection", "department")),
    "tags": ("Mots-clés", ("tags", "mots-cles", "etiquettes", "keywords", "occasions")),
    "aliases": ("Autres noms", ("aliases", "alias", "autres-noms", "synonymes", "surnoms")),
}  # fmt: skip
NEEDED = ("name", "price", "stock")
LABELS = {name: label for name, (label, _) in COLUMNS.items()}


def guessed(header: Sequence[str]) -> dict[str, int]:
    """Our column to its place; each place once, the surest name first."""
    slugs = [slug_of(cell) for cell in header]
    found: dict[str, int] = {}
    for name, (_, names) in COLUMNS.items():
        place = next((slugs.index(n) for n in names if n in slugs), None)
        if place is not None and place not in found.values():
            found[name] = place
    return found


def known(cells: list[str]) -> int:
    return len(guessed(cells))


def missing(columns: Mapping[str, int]) -> tuple[str, ...]:
    """What no import goes without, by our names."""
    return tuple(name for name in NEEDED if name not in columns)
