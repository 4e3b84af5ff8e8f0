"""Which product is meant, and what stays open when several are."""

from coccinelle.core.catalogue import Catalogue, Product, Variant
from coccinelle.core.reading import Entity
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn

READER = EmbeddedReader()
FLOWERED = ("RF-2847", "RF-2850")
BLUE_DRESSES = {"RF-2847", "RB-1102", "RB-1203", "RC-3301"}


def product(text: str) -> Entity:
    found = READER.read(turn(text)).requests[0].entity("product")
    assert found is not None
    return found


def each(text: str) -> list[tuple[str, str | None, str | None]]:
    """(intent, product, size) of every request."""
    read: list[tuple[str, str | None, str | None]] = []
    for request in READER.read(turn(text)).requests:
        said, size = request.entity("product"), request.entity("size")
        read.append((request.intent, said and said.ref, str(size.value) if size else None))
    return read


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


def test_each_product_of_a_sentence_keeps_its_own_size() -> None:
    wanted = [("stock_availability", "RF-2847", "38"), ("stock_availability", "BL-445", "40")]
    assert each("la robe fleurie bleue en 38 et le blazer beige en 40 ?") == wanted
    assert each("du 38 dans la robe fleurie bleue et du 40 dans le blazer beige ?") == wanted


def test_a_size_said_last_is_for_all_that_come_in_it() -> None:
    assert each("gardez moi le blazer beige et le sac margot et le perfecto noir en 38") == [
        ("hold_item", "BL-445", "38"),
        ("hold_item", "SA-12", None),
        ("hold_item", "PF-229", "38"),
    ]


def test_two_sizes_of_one_product_are_both_answered() -> None:
    assert each("vous avez le perfecto noir en 38 ? et en 40 ?") == [
        ("stock_availability", "PF-229", "38"),
        ("stock_availability", "PF-229", "40"),
    ]


def test_an_elliptic_question_asks_what_was_asked_before() -> None:
    assert each("combien coûte le perfecto noir ? et la robe fleurie bleue ?") == [
        ("price_quote", "PF-229", None),
        ("price_quote", "RF-2847", None),
    ]
    assert [i for i, _, _ in each("gardez-moi le blazer beige en 38 ? et le perfecto ?")] == [
        "hold_item"
    ] * 2


def test_the_same_article_named_twice_is_one() -> None:
    text = "la robe fleurie bleue est sublime, vous l'avez cette robe en 38 ?"
    assert each(text) == [("stock_availability", "RF-2847", "38")]


def test_the_words_around_a_product_do_not_spoil_it() -> None:
    found = product("est-ce que la robe fleurie existe en vert ?")
    assert (found.ref, set(found.candidates)) == (None, set(FLOWERED))


def test_a_whole_name_wins_over_what_only_resembles_it() -> None:
    belt = Product("CE-1", "Ceinture en cuir noire", "accessoires", (), (), ())
    biker = Product("PF-1", "Perfecto noir", "vestes", (), ("blouson en cuir noir",), ())
    trousers = Product("PA-1", "Pantalon en cuir noir", "pantalons", (), (), ())
    shop = Catalogue("leather", (belt, biker, trousers), ())
    for text in ("le perfecto noir en 38", "un blouson en cuir noir ?", "une veste noire ?"):
        found = READER.read(turn(text, catalogue=shop)).requests[0].entity("product")
        assert found is not None
        assert found.ref == "PF-1"


def test_an_article_is_what_its_first_noun_says() -> None:
    boots = Product("BT-1", "Bottes hautes camel", "chaussures", (), ("bottes marron",), ())
    ankle = Product("BT-2", "Bottines noires", "chaussures", (), ("boots noires",), ())
    shop = Catalogue("boots", (boots, ankle), ())
    for text, ref in (("bottines en 39", "BT-2"), ("des bottes ?", "BT-1"), ("boots ?", "BT-2")):
        found = READER.read(turn(text, catalogue=shop)).requests[0].entity("product")
        assert found is not None
        assert found.ref == ref


def test_a_colour_alone_names_no_product() -> None:
    for text in ("et en bleu ?", "vous avez du noir ?", "mon mari passera demain"):
        assert READER.read(turn(text)).requests[0].entity("product") is None


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
