"""The names of days and months, and the small words around them."""

_FR_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_EN_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
DAYS = {name: n for names in (_FR_DAYS, _EN_DAYS, _SHORT_DAYS) for n, name in enumerate(names)} | {
    "tues": 1,
    "thurs": 3,
    "sat": 5,
    "sun": 6,
}
_FR_MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
).split()
_EN_MONTHS = (
    "january february march april may june july august september october november december"
).split()
MONTHS = {name: n for names in (_FR_MONTHS, _EN_MONTHS) for n, name in enumerate(names, 1)}
MONTHS |= {"janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "dec": 12}
MONTHS |= {"jan": 1, "feb": 2, "nov": 11, "aug": 8}

DAY = "|".join((*_FR_DAYS, *_EN_DAYS))
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DOM = r"(?:[12]\d|3[01]|0?[1-9])"
