"""The words by which our messages ask, propose and confirm, as patterns over folded text."""

import re

SENTENCE = re.compile(r"[^.?!\n]*\?")
TOLD = re.compile(
    r"[^.?!\n]*\b(?:indiquez|precisez|donnez|dites|repondez|reply|tell us|tell me|let (?:me|us) "
    r"know|merci de|il me faudrait|j'aurais besoin|i(?:'ll| will)? need|could you|send (?:me|us)|"
    r"please)\b[^.?!\n]*"
)
RECAP = re.compile(
    r"\b(?:recapitul\w*|recap|je resume|on valide|vous confirmez|confirmez[- ]vous|je confirme|"
    r"je valide|repondez (?:par )?[\"« ]*oui|reply \W?yes|answer \W?yes|(?:shall|should|can) i "
    r"(?:confirm|go ahead)|vraiment|est-ce (?:bien )?(?:correct|bon|exact|cela|ca)|c'est bien ca|"
    r"tout est (?:correct|bon|exact)|is that (?:right|correct|ok(?:ay)?)|fica marcado|confermo|"
    r"confirmo|bestatig\w+|summary|to confirm)\b"
)
OFFER = re.compile(
    r"\b(?:souhait\w+|voul\w+|voudriez|desir\w+|je (?:vous|te|t')|puis-je|dois-je|"
    r"on (?:vous|te|le|la|les|valide|part|fixe|fait|dit|bloque|reserve|note|garde|met)|"
    r"conv(?:ient|iendrait)|vous (?:va|irait|arrange\w*)|va[- ]t[- ]il|ca (?:vous )?(?:va|irait|"
    r"marche)|c'est bon|d'accord|nous (?:vous|le|la)|shall (?:i|we)|should (?:i|we)|would you|"
    r"do you want|want (?:me|us)|can (?:i|we)|may i|does (?:that|it|this)|would (?:that|it|this)|"
    r"how about|what about|is (?:that|it|this) ok|fancy|interest\w*|le aparto|aparto|quiere|desea|"
    r"vuole|desidera|le va|va bene|fica|posso|mochten|soll|passt|pode ser|wilt u|zal ik|prefere|"
    r"preferisce|prefiere|facciamo|guardo)\b"
)
OPEN_ENDED = re.compile(
    r"\b(?:que (?:puis-je|pouvons-nous)|(?:puis-je|pouvons-nous|peut-on) (?:faire|vous (?:aider|"
    r"etre utile))|vous (?:aider|etre utile)|autre chose|une? (?:autre |petit )?(?:question|"
    r"changement|empechement|souci|probleme)|anything else|can i help|help you|how can|"
    r"do you need to|need to change|modificare qualcosa|comment s'est pass\w+|comment (?:allez|"
    r"ca)|quelque chose|tout (?:est|s'est|va)|bien arrive)\b|"
    r"\bque (?:souhaitez|voulez|desirez)-vous ?\?"
)
EITHER = re.compile(
    r"\b(?:la|le|l'|it )?(?:modifi\w+|chang\w+|deplac\w+|decal\w+|move|keep|gard\w+|maint\w+|"
    r"annul\w+|cancel)\b[^?]{0,25}\b(?:ou|or|o|oder)\b[^?]{0,25}\b(?:annul\w+|cancel\w*|modifi\w+|"
    r"chang\w+|deplac\w+|report\w+|decal\w+|maint\w+|keep|move|reschedule)\b"
)
WAITING = re.compile(
    r"\b(?:previen\w*|prevenir|avert\w+|alert\w+|au courant|let you know|notify|tell you when|"
    r"waiting ?list|waitlist|liste d'attente|avis\w+|avvis\w+|aviso|bescheid)\b"
)
ASIDE = re.compile(
    r"\b(?:de cote|aside|put (?:it|one) by|hold (?:it|one|them|this)|keep (?:it|one|them|this)|"
    r"save (?:it|one)|aparto|aparte|apartar\w*|da parte|zurucklegen|lasse|guardo|"
    r"(?:la|le|les|l'|en) (?:gard\w+|bloqu\w+|mets|mette))\b"
)
RESERVE = re.compile(r"\b(?:reserv\w+|bloqu\w+|gard\w+|reserve)\b")
RESERVES_IT = re.compile(r"\b(?:en|le|la|les|l'|it|one) reserv\w+|\breserver? (?:it|one)\b")
SEAT = re.compile(
    r"\b(?:table|creneau|rendez-vous|rdv|place|visite|appointment|slot|booking|seat|viewing|"
    r"couvert|tavolo|mesa|tisch|termin|cita|appuntamento)s?\b"
)
CANCEL = re.compile(r"\b(?:annul\w+|cancel\w*|cancell\w+|storn\w+)\b")
PROPOSES = re.compile(
    r"\b(?:propos\w+|a la place|au lieu|instead|il (?:me |nous )?reste|nous avons|j'ai|on a|"
    r"possible|pourr\w+|peux|pouvons|could|can|offer|have|dispo\w*|available|libre|free)\b"
)
SOMEBODY_CANCELS = re.compile(r"\b(?:quelqu'un|si (?:ca|une place)|someone|somebody)\b")
EXCHANGE = re.compile(r"\b(?:echang\w+|exchang\w+|swap\w*|cambi\w+ (?:la|el|il) tall\w+)\b")
ORDER = re.compile(r"\b(?:commandes?|orders?|colis|parcel|package|livraison|delivery|pedido)\b")
MODIFY_ORDER = re.compile(
    r"\b(?:nouvelle adresse|new (?:delivery |shipping )?address|modifi\w+|chang\w+|remplac\w+|"
    r"replace|update|ajout\w+|add)\b"
)
REFUND = re.compile(r"\b(?:rembours\w+|refund\w*|retour\w+|renvoy\w+|return)\b")
INVOICE = re.compile(r"\b(?:facture|invoice|receipt|duplicata)\b")
CALL_BACK = re.compile(r"\b(?:rappel(?:le|ler|ions|lons)|appelle|call you|ring you|phone you)\b")
MEET = re.compile(
    r"\b(?:rendez-vous|rdv|recevoir|visit\w+|table|creneau\w*|reserv\w+|planifi\w+|fixer|prochaine|"
    r"appointment|book\w*|viewing|put you (?:in|down)|fit you in|come in|see you|passer|deposer)\b"
)
MOVED = re.compile(
    r"\b(?:decal\w+|deplac\w+|boug\w+|report\w+|repouss\w+|avanc\w+|a la place|au lieu|instead|"
    r"resched\w+|move[ds]?|postpon\w+|push(?:ed)? back|cropped up|(?:chang\w+|modifi\w+) "
    r"(?:\w+ ){0,3}(?:heure|jour|date|creneau|rendez-vous|rdv|reservation|table|visite|time|day|"
    r"appointment|booking|viewing)|autre (?:jour|creneau|date|horaire)|another (?:day|time|date)|"
    r"empech\w+|spost\w+|verschieb\w+|verleg\w+|remarc\w+|aplaz\w+|adelant\w+|cambiar)\b"
)
HAS_BOOKING = re.compile(
    r"\b(?:mon|ma|mes|notre|nos|my|our) (?:prochaine? )?(?:rdv|rendez-vous|table|reservation|resa|"
    r"visite|soin|massage|modelage|seance|creneau|booking|appointment|viewing|dinner|lunch|cita|"
    r"termin|appuntamento)\b|\b(?:on|nous|j'|we) ?(?:a|avons|ai|have|avait|avions) "
    r"(?:une?|bien|a|reserve|booked|dit|rendez-vous)(?! (?:question|souci|probleme))\b|"
    r"\btoujours (?:ok|bon|bonne|d'actualite|prevue?)\b|\bstill (?:ok|on|good)\b|"
    r"\b(?:visite|rdv|rendez-vous|table|resa|reservation|soin|viewing|booking) "
    r"(?:de|du|d'|on|for) ?"
    r"(?:demain|ce soir|ce midi|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|today|tonight|"
    r"tomorrow|\w+day)\b|\bconfirming (?:our|my)\b|\boublie l'heure\b"
)
STILL_HERE = re.compile(
    r"\b(?:en (?:cours de )?preparation|pas (?:encore )?(?:partie|expediee|envoyee)|"
    r"not (?:yet )?(?:shipped|left|sent)|hasn't (?:shipped|left))\b"
)
COMES = re.compile(
    r"\b(?:pass(?:ez|eriez|erez|er)|ven(?:ez|ir)|viend\w+|chercher|recuperer|come (?:by|in)|"
    r"pick (?:it|them)? ?up|collect)\b"
)
IN_STOCK = re.compile(r"\b(?:en stock|disponible\w*|dispo|reste\w*|in stock|available|left)\b")
SENDS = re.compile(r"\b(?:envoi\w*|envoy\w+|transm\w+|send|dossier|brochure|carte|menu|photos?)\b")
TELLS = frozenset("stock_availability price_quote product_service_info".split())
ESTIMATE = re.compile(r"\b(?:estimation|devis|quote|estimate|valuation)\b")
FILE = re.compile(r"\b(?:dossier|candidature|application)\b")
CONFIRMED = re.compile(
    r"\ba (?:ce soir|ce midi|demain|tout a l'heure|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche) ?!?$|"
    r"\b(?:c'est (?:bien )?(?:note|reserve|confirme|enregistre)|(?:est|sont|etes) (?:bien )?"
    r"(?:confirme|prevu|enregistre|reserve|fixe|note|inscrit|programme|attendu)e?s?|"
    r"vous attend\w*|(?:je|nous) (?:vois|voyons|ai|avons) (?:bien )?(?:votre|une) (?:table|"
    r"reservation|rendez-vous|visite|soin)|(?:is|are|was) (?:all )?(?:confirmed|booked|set|"
    r"scheduled)|you(?:'re| are) (?:all )?(?:set|booked)|see you (?:on|at|tomorrow|then)|"
    r"(?:i|we) (?:see|have) your (?:table|booking|appointment|viewing)|booked you|noted|"
    r"confirmad[oa]|confermat[oa]|gebucht|bestatigt)\b|"
    r"\b(?:votre|vos) (?:table|visite|rendez-vous|soin|reservation)\b[^.?!]{0,60}\b(?:est|a) \d|"
    r"\bdesidera modificare\b|\bun (?:changement|empechement) ?\?"
)
DETAILS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("party_size", re.compile(
        r"\bcombien (?:de personnes|de couverts|serez|etes|d'invites|de convives|d'adultes|vous)|"
        r"\b(?:pour|a) combien\b|\b(?:serez|etes|seriez) combien|combien d'entre vous|"
        r"\bhow many (?:people|guests|of you|will|are|persons|in)|"
        r"\b(?:per|in) quant[ie]|\bcuantas personas|\bwie viele|\bquantas pessoas|"
        r"\bnombre de (?:personnes|couverts)")),
    ("size", re.compile(
        r"\b(?:quelle?s?|votre|la) (?:taille|pointure)|\b(?:which|what|your) size|\bque talla|"
        r"\bche taglia|\bwelche grosse|\bqual (?:o )?tamanho")),
    ("color", re.compile(
        r"\b(?:quelle?s?|la) (?:couleur|coloris|teinte)|\bquel coloris|"
        r"\b(?:which|what) colou?r|\bque color|\bche colore|\bwelche farbe")),
    ("order_number", re.compile(
        r"\b(?:numero|n°|reference) (?:de |d')?(?:votre |la )?(?:commande|achat)|"
        r"\border (?:number|no|reference)|\bnumero de pedido|\bnumero d'ordine|"
        r"\bquelle commande|\bwhich order|\bbestellnummer")),
    ("invoice_number", re.compile(r"\b(?:numero|reference) de (?:la |votre )?facture|"
                                  r"\binvoice number")),
    ("plate", re.compile(r"\bplaque|\bimmatricul\w+|\bregistration|\b(?:number|license) plate")),
    ("mileage", re.compile(r"\bkilometrage|\bmileage|\bcombien de k(?:m|ilo)")),
    ("vehicle", re.compile(r"\b(?:quel|votre|le)s? (?:vehicule|modele|voiture)|\bquelle voiture|"
                           r"\b(?:which|what) (?:car|vehicle|make|model)|\bwelches (?:auto|fahr)")),
    ("property_ref", re.compile(r"\bquelle annonce|\bquel (?:bien|logement|appartement)|"
                                r"\breference (?:de l'annonce|du bien)|\bwhich (?:property|flat|"
                                r"house|listing|apartment)")),
    ("service", re.compile(
        r"\bquel(?:le)?s? (?:soin|massage|prestation|formule|rituel|epilation|type|intervention|"
        r"coupe|atelier)|\b(?:which|what) (?:treatment|massage|service|kind)")),
    ("address", re.compile(r"\b(?:quelle|nouvelle|votre|l') ?adresse\b(?! ?(?:e-?)?mail)|"
                           r"\b(?:new|your|which|what|delivery) address\b")),
    ("email", re.compile(r"\badresse (?:e-?)?mail|\bvotre (?:e-?)?mail|\bemail\b|\be-mail\b")),
    ("phone", re.compile(r"\b(?:numero de )?telephone|\bphone number|\bnumero pour vous joindre|"
                         r"\bvotre (?:numero|portable|06)\b")),
    ("name", re.compile(r"\b(?:quel|votre) nom|\bau nom de qui|\ba quel nom|\bwhat name|"
                        r"\b(?:your|which) name|\bun nom\b|\bwhose name|\bche nome|\bque nombre|"
                        r"\bwelchen namen|\bque nome")),
    ("date", re.compile(
        r"\bquelle? (?:jour|date)|\bquels? jours?|(?<!depuis )\bquand\b|"
        r"\b(?:which|what) (?:day|date)|"
        r"\bwhen\b|\bque dia|\bche giorno|\bwelcher tag|\bwelchem tag|\bwann\b|\bpour quand")),
    ("time", re.compile(r"\bquelle heure|\bquel (?:creneau|horaire)|\bwhat time|\bwhich (?:time|"
                        r"slot)|\bque hora|\bche ora|\bwelche uhrzeit|\bmatin ou (?:l')?apres")),
    ("quantity", re.compile(r"\bcombien (?:en|d'exemplaires|de (?:paires|pieces|boites))|"
                            r"\bhow many\b")),
    ("product", re.compile(
        r"\bquel(?:le)?s? (?:article|modele|produit|piece|galette|plat|pizza|menu|robe|sac|version|"
        r"reference|pneu)s?|\b(?:laquelle|lequel|lesquel\w+)\b|\b(?:which|what) (?:one|item|"
        r"product|model|dish)s?\b|\bque (?:desirez|souhaitez)-vous (?:commander|emporter)")),
)  # fmt: skip
WHICH = re.compile(r"\bquel(?:le)?s? (?!jour|heure|est|sont|que|nom)\w+|\bwhich \w+")
EITHER_OF = re.compile(
    r"\b(?:en|in|have|avons|tenemos|abbiamo|temos|de couleur|uk|taille|size) "
    r"(?P<a>[a-z]+|\d{1,2}(?:[.,]5)?)"
    r"(?:, (?:en |in )?(?P<b>[a-z]+|\d{1,2}(?:[.,]5)?))? (?:et|and|y|e|und|ou|or|o|oder) "
    r"(?:en |in |the |le |la |uk )?(?P<c>[a-z]+|\d{1,2}(?:[.,]5)?)\b(?! ?(?:h\b|€|:))"
)
HEALTH = re.compile(
    r"\b(?:contre-?indications?|allergi\w+|enceinte|grossesse|traitement medical|medical condition|"
    r"probleme de sante|pregnan\w+|intoleran\w+|pathologie)\b"
)
