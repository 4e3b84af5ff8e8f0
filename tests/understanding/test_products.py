"""Which product is meant, and what stays open when several are."""

from coccinelle.core.catalogue import Catalogue, Product, Variant
from coccinelle.core.reading import Entity
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn

READER = EmbeddedReader()
BLUE_DRESSES = {"RF-2847", "RB-1102", "RB-1203", "RC-3301"}


def product(text: str) -> Entity:
    found = READER.read(turn(text)).requests[0].entity("product")
    assert found is not None
    return found


def test_the_dress_posted_yesterday_is_known_by_its_post() -> None:
    found = product("la robe fleurie bleue que vous avez postée hier, vous l'avez en 38 ?")
    assert (found.ref, found.how, found.value) == ("RF-2847", "post", "Robe fleurie bleue")


def test_a_story_without_another_word_is_enough_when_its_day_is_said() -> None:
    assert product("celle de la story d'hier en 38 ?").ref == "RF-2847"


def test_the_network_tells_the_post() -> None:
    assert product("la robe vue sur facebook, il vous la reste en 40 ?").ref == "RB-0110"


def test_several_blue_dresses_stay_open() -> None:
    found = product("vous avez la robe bleue en 38 ?")
    assert found.ref is None
    assert set(found.candidates) == BLUE_DRESSES


def test_at_most_five_candidates_are_kept() -> None:
    assert len(product("vous avez la robe en 38 ?").candidates) == 5


def test_a_shade_singles_out_its_dress() -> None:
    assert product("la robe bleu marine en 38 ?").ref == "RB-1203"


def test_words_in_any_order_with_slips_and_no_accents_are_understood() -> None:
    assert product("vous avez la robes bleu fleuries ?").ref == "RF-2847"
    assert product("les botines leonie sont dispo ?").ref == "BO-77"
    assert product("jupe plisé dispo ?").ref == "JU-55"


def test_a_nickname_needs_no_noun() -> None:
    assert product("la Pauline est dispo en vert ?").ref == "JU-55"
    assert product("vous avez encore la capucine ?").ref == "CH-410"


def test_an_english_name_finds_the_french_product() -> None:
    assert product("do you have the blue floral dress?").ref == "RF-2847"


def test_a_reference_is_read_however_it_is_typed() -> None:
    for typed in ("RF-2847", "rf2847", "RF 2847", "rf.2847"):
        assert product(f"la {typed} est dispo ?").ref == "RF-2847"


def test_a_sku_gives_its_size_too() -> None:
    request = READER.read(turn("le RF-2847-BLE-40 est en stock ?")).requests[0]
    size = request.entity("size")
    assert size is not None
    assert size.value == "40"


def test_a_colour_the_product_lacks_does_not_change_the_product() -> None:
    assert product("le blazer beige existe en noir ?").ref == "BL-445"


def test_what_the_shop_does_not_sell_is_kept_in_words() -> None:
    gloves = product("vous avez des gants en cuir ?")
    dots = product("vous avez une robe à pois ?")
    assert (gloves.ref, gloves.candidates, gloves.how) == (None, (), "words")
    assert (dots.ref, dots.candidates) == (None, ())


def test_two_products_of_one_message_are_two_requests() -> None:
    assert each("il vous reste le blazer beige et le perfecto noir ?") == [
        ("stock_availability", "BL-445", None),
        ("stock_availability", "PF-229", None),
    ]


def test_an_exclamation_is_no_garment() -> None:
    request = READER.read(turn("top ! vous ouvrez à quelle heure ?")).requests[0]
    assert request.entity("product") is None


def test_a_new_version_of_the_catalogue_is_read_anew() -> None:
    scarf = Product("FO-1", "Foulard Iris", "foulards", (), (), (Variant("FO-1-U", "Vert", "", 0),))
    READER.read(turn("le foulard iris ?"))
    reading = READER.read(turn("le foulard iris ?", catalogue=Catalogue("v2", (scarf,), ())))
    found = reading.requests[0].entity("product")
    assert found is not None
    assert found.ref == "FO-1"
