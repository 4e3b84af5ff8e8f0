"""What people write, and what must be understood.

Each line: text | requests in order (intent or intent/sub-kind) | values, a product's being its ref.
"""

BOUTIQUE = """
Bonjour, la robe fleurie bleue que vous avez postée hier, vous l'avez en taille 38 ? 😍 | stock_availability | product=RF-2847 size=38
slt vs avez la robe fleuri bleu en T38 svp | stock_availability | product=RF-2847 size=38
Coucou, celle de la story d'hier elle existe en 40 ? | stock_availability | product=RF-2847 size=40
bjr le blazer vu sur insta lundi il en reste en 36 ? | stock_availability | product=BL-445 size=36
il vous reste la robe bordeau en 38 | stock_availability | product=RB-0110 size=38
la capucine en rose c dispo ? | stock_availability | product=CH-410 color=rose
RF 2847 en 42 svp ? | stock_availability | product=RF-2847 size=42
rf2847 dispo? | stock_availability | product=RF-2847
Auriez-vous les bottines Leonie en 39,5 ? | stock_availability | product=BO-77 size=39.5
Vous avez des gants en cuir ? | stock_availability |
do you have the blue floral dress in size 38? | stock_availability | product=RF-2847 size=38
Is the burgundy dress still available in a 40? | stock_availability | product=RB-0110 size=40 color=bordeaux
Hello, any black skirts left in 36? | stock_availability | size=36 color=noir
vs avez la jupe plissé verte en M ou L | stock_availability | product=JU-55 color=vert
quand est ce que vous aurez du réassort sur le perfecto noir ? | stock_availability | product=PF-229
le perfecto est en rupture sur le site, il va revenir ? | stock_availability | product=PF-229
Y a t il encore du 40 dans le pantalon noir ? | stock_availability | product=PN-100 size=40
vous vendez des chapeaux | stock_availability |
La robe longue bleu marine existe-t-elle en petite taille, genre 36 ? | stock_availability | product=RB-1203 size=36
c koi le prix de la capucine | product_service_info/price | product=CH-410
Combien coûte le sac Margot ? | product_service_info/price | product=SA-12
how much is the beige blazer? | product_service_info/price | product=BL-445
le chemisier capucine c'est de la vraie soie ? | product_service_info | product=CH-410
La robe fleurie bleue taille grand ou petit ? | product_service_info | product=RF-2847
Le pantalon noir passe en machine ? | product_service_info | product=PN-100
Quelles tailles avez-vous pour la jupe plissée ? | stock_availability | product=JU-55
J'ai acheté la robe bordeaux. Quelle veste vous me conseillez pour un dîner chic ? | product_service_info/advice |
Vous me conseillez quoi comme chaussures avec la robe longue bleu marine ? | product_service_info/advice |
j'hésite entre le blazer beige et le perfecto noir pour un entretien, votre avis ? | product_service_info/advice |
What would you wear with the burgundy dress for a wedding? | product_service_info/advice |
Vous pouvez me mettre de côté la robe fleurie bleue en 38 ? je passe demain vers 17h | hold_item | product=RF-2847 size=38 date=2025-01-17 time=17:00
Pouvez-vous me réserver le blazer beige en 40 jusqu'à samedi svp | hold_item | product=BL-445 size=40 date=2025-01-18
gardez moi la capucine noire en 38 je viens ce soir | hold_item | product=CH-410 size=38 date=2025-01-16
Could you hold the black trousers in 40 for me until tomorrow? | hold_item | product=PN-100 size=40 date=2025-01-17
mets moi une robe bordeaux 38 de coté stp | hold_item | product=RB-0110 size=38
J'ai reçu le pantalon noir mais la taille 40 est trop grande. Puis-je l'échanger contre un 38 ? | exchange_request | product=PN-100 size_from=40 size_to=38
Commande 2847 : le 40 est trop grand, je veux un 38 | exchange_request | order_number=2847 size_from=40 size_to=38
je peux echanger ma jupe, elle est trop serrée il me faudrait du 42 | exchange_request | size_to=42
Bonjour, comment faire un échange ? j'ai pris du 38 et il me faut du 36 | exchange_request | size_from=38 size_to=36
Can I exchange my dress for a size 42? order #3310 | exchange_request | order_number=3310 size_to=42
La robe ne me va pas, est-ce possible de la changer contre la même en 42 | exchange_request | size_to=42
les bottines sont trop petites, vous les avez en 40 ? je voudrais échanger | exchange_request | size_to=40
je souhaite échanger la robe rouge contre la même en bleu | exchange_request |
Je voudrais être remboursée de ma commande 4512 | return_refund | order_number=4512
comment je fais pour retourner un article ? | return_refund |
Quelle est votre politique de retour ? | return_refund |
toujours pas reçu mon remboursement pour la commande 1204 | return_refund | order_number=1204
I'd like to return this dress and get my money back | return_refund |
je veux rendre les chaussures, elles me plaisent pas | return_refund |
J'ai 14 jours pour me rétracter non ? je renvoie la robe | return_refund |
où en est ma commande 2901 ? | order_status | order_number=2901
ma cmd 31044 tjs pas recu c normal ?? | order_status | order_number=31044
J'ai commandé lundi pour un mariage SAMEDI et j'ai toujours pas reçu 😰 Commande #2901 | order_status | order_number=2901 deadline=2025-01-18
Mon colis est indiqué livré mais je n'ai rien reçu | order_status |
numéro de suivi 6A12345678901 ça bouge plus depuis 4 jours | order_status | tracking_number=6A12345678901
Hi, where is my parcel? order 5567 | order_status | order_number=5567
quand est-ce que je vais recevoir ma commande svp | order_status |
ma commande a-t-elle été expédiée ? | order_status |
Je veux annuler ma commande 2847 | order_cancel | order_number=2847
annulez tout svp commande n° 7788, je n'en veux plus | order_cancel | order_number=7788
please cancel my order 9921 | order_cancel | order_number=9921
je me suis trompée d'adresse sur ma commande 2847, c'est 12 rue des Lilas 75011 Paris | order_modify | order_number=2847
est-ce que je peux changer la taille de ma commande 3321 avant l'envoi ? | order_modify | order_number=3321
peut-on ajouter une ceinture à ma commande d'hier | order_modify |
J'ai reçu la robe mais elle est déchirée sous le bras | item_problem |
il manque un article dans mon colis, commande 2210 | item_problem | order_number=2210
vous m'avez envoyé le mauvais modèle | item_problem |
the zip on the dress broke the first time I wore it | item_problem |
La couture du sac a lâché au bout de 2 jours | item_problem |
reçu un chemisier taché | item_problem |
combien coûte la livraison ? | delivery_info |
Livrez-vous en Belgique ? | delivery_info |
c'est quoi les délais de livraison pour Lyon | delivery_info |
do you ship to Spain and how much is it? | delivery_info |
vous livrez en point relais ? | delivery_info |
comment on fait pour commander par téléphone | place_order |
je voudrais commander deux robes fleuries bleues en 38 | place_order | product=RF-2847 size=38 quantity=2
mon panier se vide tout seul sur votre site | place_order |
Vous fermez à quelle heure ce soir ? | hours_location |
c ouvert dimanche ? | hours_location | date=2025-01-19
vous êtes où exactement ? y a un parking ? | hours_location |
What time do you open on Saturday? | hours_location | date=2025-01-18
Vous êtes ouverts le lundi de Pâques ? | hours_location | date=2025-04-21
c'est quoi votre adresse | hours_location |
le magasin est accessible en fauteuil roulant ? | hours_location |
vous avez la robe bordeaux en 38 ? et vous fermez à quelle heure | stock_availability + hours_location | product=RB-0110 size=38
Combien coûte le blazer beige et est-ce que vous livrez en Suisse ? | product_service_info/price + delivery_info | product=BL-445
où en est ma commande 2901 ? et je peux changer l'adresse de livraison ? | order_status + order_modify | order_number=2901
le code promo NOEL10 ne marche pas | promo_loyalty | promo_code=NOEL10
vous faites des soldes en ce moment ? | promo_loyalty |
Avez-vous des cartes cadeaux ? | promo_loyalty |
Do you have a student discount? | promo_loyalty |
vous faites un petit geste si j'en prends deux ? | promo_loyalty |
on peut payer en 3 fois ? | payment_invoice |
vous prenez la CB et les chèques ? | payment_invoice |
J'ai besoin de la facture de ma commande 2847 | payment_invoice | order_number=2847
j'ai été débitée deux fois pour la même commande !! | payment_invoice |
mon paiement est refusé alors que j'ai les fonds | payment_invoice |
je n'arrive pas à me connecter à mon compte | account_data |
supprimez toutes mes données personnelles svp | account_data |
j'ai changé de numéro de téléphone, c'est le 06 39 98 12 34 | account_data | phone=+33639981234
STOP | opt_out |
arrêtez de m'envoyer des sms | opt_out |
merci de me désinscrire de votre liste | opt_out |
please remove me from your list | opt_out |
Je suis très déçue de l'accueil en boutique samedi dernier | complaint |
c'est inadmissible, personne ne répond jamais chez vous | complaint |
Service client nul, vous vous moquez du monde !!! | complaint |
je veux parler à quelqu'un | human_request |
Pouvez-vous me rappeler au 06 39 98 11 22 ? | human_request | phone=+33639981122
c'est un robot qui répond ? | human_request/robot |
can I speak to a real person please | human_request |
merci beaucoup, bonne soirée ! | ack_closing/thanks |
ok super merci | ack_closing/thanks |
Bonjour | ack_closing/greeting |
👍 | ack_closing |
À tout à l'heure | ack_closing |
Bonjour, je suis représentant en maroquinerie et souhaite vous présenter notre catalogue | business_other |
Veuillez trouver ci-joint mon CV pour un poste de vendeuse | business_other |
Félicitations vous avez gagné un iPhone, cliquez ici http://bit.ly/xyz | spam_phishing |
Votre colis est en attente, réglez 1,99 € de frais de douane : http://la-poste.colis-fr.top | spam_phishing |
blablabla truc machin | unclear_other |
Je fais une allergie au nickel, vos boucles d'oreilles sont sans nickel ? | allergy_medical |
"""

RESTAURANT = """
Bonjour, une table pour 4 samedi à 20h svp | booking_create | party_size=4 date=2025-01-18 time=20:00
on sera 3 + un bébé demain midi c possible ? | booking_create | party_size=4 date=2025-01-17 time=12:00
Nous serons sept vendredi soir vers 20h30, au nom de Delorme | booking_create | party_size=7 date=2025-01-17 time=20:30 name=Delorme
table pour quatre, pardon cinq, dimanche 12h30 | booking_create | party_size=5 date=2025-01-19 time=12:30
vous avez de la place ce soir pour 2 ? | booking_create | party_size=2 date=2025-01-16
Hi, could I book a table for two tomorrow at 8? | booking_create | party_size=2 date=2025-01-17 time=20:00
je dois annuler ma réservation de samedi au nom de Martin | booking_cancel | date=2025-01-18 name=Martin
On ne pourra pas venir ce soir, désolés, résa Dubois | booking_cancel |
peut-on décaler notre table de 20h à 21h ? | booking_modify | new_time=21:00
Nous serons finalement 6 au lieu de 4 samedi | booking_modify | party_size=6
ma réservation est bien confirmée pour demain ? | booking_status |
on aura 15 minutes de retard | booking_status |
Vous avez des plats sans gluten ? | allergy_medical |
ma fille est allergique aux arachides, que peut-elle manger | allergy_medical |
on a été malades toute la nuit après avoir mangé chez vous | allergy_medical |
C'est quoi le plat du jour ? | product_service_info |
Avez-vous un menu végétarien ? | product_service_info |
vous acceptez les chiens en terrasse ? | product_service_info |
je voudrais commander deux pizzas à emporter pour 19h30 | place_order | quantity=2 time=19:30
Vous prenez les tickets resto ? | payment_invoice |
ouvert le 14 juillet ? | hours_location | date=2025-07-14
un devis pour un anniversaire de 30 personnes svp | price_quote | party_size=30
service très long, plats froids, on ne reviendra plus jamais | complaint |
"""

SPA = """
Je voudrais un rdv pour un massage samedi à 15h | booking_create | service=massage date=2025-01-18 time=15:00
avez vous un créneau pour une manucure demain aprem ? | booking_create | service=manucure date=2025-01-17
Can I book a facial next Tuesday? | booking_create | date=2025-01-21
Combien coûte une épilation jambes entières ? | price_quote | service=épilation
je suis enceinte de 5 mois, je peux faire un massage ? | allergy_medical |
j'ai le visage tout rouge et gonflé depuis le soin d'hier | allergy_medical |
Je dois décaler mon rdv de jeudi à vendredi même heure | booking_modify | new_date=2025-01-17
j'annule mon soin de demain | booking_cancel | date=2025-01-17
c'est à quelle heure mon rendez-vous déjà ? | booking_status |
combien de temps dure le massage aux pierres chaudes ? | product_service_info |
je voudrais offrir une carte cadeau à ma mère | promo_loyalty |
"""

GARAGE = """
ma voiture est-elle prête ? Clio AB-123-CD | repair_status | plate=AB-123-CD
Bonjour, où en est la réparation de ma 208 ? | repair_status |
je suis en panne sur l'autoroute, la voiture ne démarre plus | incident_assistance |
le voyant moteur est allumé, je peux rouler ? | incident_assistance |
Je voudrais un rdv pour une vidange sur ma Clio 4 lundi matin | booking_create | service=vidange date=2025-01-20
combien pour changer les plaquettes de frein sur une golf ? | price_quote |
un devis pour la courroie de distribution, 120 000 km | price_quote | mileage=120000
My car won't start, can you tow it? | incident_assistance |
vous prêtez une voiture pendant la réparation ? | product_service_info |
annuler mon rdv de vendredi pour la révision | booking_cancel | date=2025-01-17
plus de freins, la pédale va au plancher !! | incident_assistance |
vous faites le contrôle technique ? | product_service_info |
"""

REAL_ESTATE = """
Bonjour, l'appartement réf 4521 est-il toujours disponible ? | property_enquiry | property_ref=4521
je souhaite visiter le T3 rue des Lilas samedi matin | booking_create | date=2025-01-18
Quelles sont les charges pour le studio ? | property_enquiry |
Je cherche un T2 avec balcon, budget 250 000 € | property_enquiry | budget=250000
fuite d'eau au plafond de ma salle de bain !! | incident_assistance |
plus de chauffage depuis hier soir avec un bébé | incident_assistance |
ça sent le gaz dans l'immeuble | incident_assistance |
je voudrais faire estimer ma maison | price_quote |
Is the flat on Main street still available? | property_enquiry |
je fais une offre à 230 000 € pour la maison | property_enquiry | amount=230000
annuler la visite de demain | booking_cancel | date=2025-01-17
à quelle heure est la visite samedi ? | booking_status |
"""

TABLES = {
    "boutique": BOUTIQUE,
    "restaurant": RESTAURANT,
    "spa": SPA,
    "garage": GARAGE,
    "real_estate": REAL_ESTATE,
}


def rows() -> list[tuple[str, str, str, str]]:
    """(sector, text, requests, values)"""
    lines = [(s, line) for s, table in TABLES.items() for line in table.strip().splitlines()]
    split = [(sector, *(part.strip() for part in line.split("|"))) for sector, line in lines]
    return [(sector, text, requests, values) for sector, text, requests, values in split]
