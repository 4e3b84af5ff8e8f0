"""The wish to stop or to start our messages, and everything that only looks like it."""

import pytest

from coccinelle.core.opt_out import opt_wish
from tests.pace import keeps_pace

STOP = """
STOP
stop
Stop.
STOP !!!
ＳＴＯＰ
S T O P
st\u200bop
STOP 😡
Arrêt.
ARRET
ARRÊT
Arre\u0302t
arrêtez
Arrête ça
stop it
stop s'il vous plaît
Stop svp merci
Bonjour, stop. Merci
ok stop
STOP STOP STOP
STOP SMS
Stop pub
stop aux sms
arrêtez les sms
Arrêtez vos messages s’il vous plaît
arrêter les SMS et les mails
stop vos promos
arrêtez de m'envoyer des sms
Arrêtez de m'écrire !
cessez de me contacter
Pouvez-vous arrêter de m'envoyer des messages ?
je voudrais arrêter de recevoir vos sms
comment arrêter les sms ?
Désabonnez-moi
désabonnez moi de vos SMS
je me désabonne
me désabonner
Je souhaite me désabonner
Comment me désabonner ?
désabonnement
désinscription
désinscrivez-moi svp
Merci de me désinscrire
ne m'envoyez plus de messages
ne m'envoyez plus rien
Merci de ne plus m'envoyer de SMS
ne m'écrivez plus
ne me contactez plus jamais
ne m'écrivez plus par SMS
je ne veux plus recevoir vos sms
Je ne veux plus de vos SMS
je veux plus de sms
Je souhaite ne plus recevoir de messages
je ne souhaite plus être contactée
je ne veux plus rien recevoir
plus de sms svp
pas de pub
J'en ai marre de vos SMS
retirez-moi de votre liste
Supprimez mon numéro de votre fichier
laissez-moi tranquille
UNSUBSCRIBE
unsubscribe me please
Unsubscribe me from your mailing list
opt out
opt me out
I want to opt out
please stop texting me
Stop sending me messages
stop sending messages to me
stop messaging me
quit texting me
don't text me again
Do not contact me anymore
dont email me
no more texts please
I don't want to receive your texts anymore
I do not want your messages
take me off your list
remove me from your list
leave me alone
Non merci, stop
Je ne veux plus recevoir de messages de votre part
ne m'envoyez plus de SMS sur ce numéro
END
STOPALL
"""

START = """
START
start
Start !
UNSTOP
unstop please
reprendre
Reprenez les SMS
resume
réabonnez-moi
Je me réabonne
Je souhaite me réabonner
abonnez-moi
SUBSCRIBE
resubscribe me
opt in
opt me back in
vous pouvez à nouveau m'écrire
Vous pouvez de nouveau m'envoyer des SMS
je veux à nouveau recevoir vos sms
please start texting me again
"""

NEITHER = """
ne stoppez pas ma commande
stop, j'ai changé d'avis pour la robe
STOP la commande 2847
vous arrêtez à quelle heure ?
arrêt de bus
C'est à quel arrêt de métro ?
c'est bientôt stop les soldes ?
Vous êtes ouverts non stop ?
arrêtez la réservation
Je ne veux plus la robe
Je ne reçois plus vos messages
Vous ne m'écrivez plus ?
je n'ai pas de message
pas de promo ?
plus d'offres ?
pas en bleu
no
non
oui
YES
annuler
CANCEL
fin
Écrivez-moi par mail, pas par SMS
envoyez-moi des mails, pas des sms
Pouvez-vous m'envoyer un sms, pas un mail ?
Pas par SMS, par mail
ne m'envoyez pas la robe
retirez-moi de la liste d'attente
supprimez mon numéro
enlevez l'article de ma commande
merci de me contacter
stop ! il me reste combien de temps pour l'échange ?
Merci d'arrêter la livraison
désabonnez-moi et remboursez la commande 2847
reprendre ma commande
vous reprenez les articles soldés ?
on peut start demain ?
Je veux recevoir vos promos
inscrivez-moi à l'atelier
Bonjour
merci
Non merci
ok
38
???
"""


def lines(block: str) -> list[str]:
    return block.strip("\n").split("\n")


@pytest.mark.parametrize("text", lines(STOP))
def test_a_wish_to_stop_is_heard_in_any_phrasing(text: str) -> None:
    assert opt_wish(text) == "stop"


@pytest.mark.parametrize("text", lines(START))
def test_a_wish_to_start_again_is_heard(text: str) -> None:
    assert opt_wish(text) == "start"


@pytest.mark.parametrize("text", [*lines(NEITHER), "", " ", "STOP " * 60, "stop" * 5000])
def test_a_message_about_something_else_is_left_to_the_reader(text: str) -> None:
    assert opt_wish(text) is None


@pytest.mark.parametrize("piece", ["not ", "plus ", "stop ", "me ", "sms et ", "a", "\u0301", " "])
def test_a_text_made_to_be_slow_is_answered_at_once(piece: str) -> None:
    assert keeps_pace(opt_wish, (piece * 200)[:200])
    assert keeps_pace(opt_wish, piece * 10_000)
