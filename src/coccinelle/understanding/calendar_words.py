"""The names of days and months, and the small words around them."""

_FR_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_EN_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ES_DAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_IT_DAYS = ("lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica")
_DE_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_NL_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WHOLE = (_FR_DAYS, _EN_DAYS, _ES_DAYS, _IT_DAYS, _DE_DAYS, _NL_DAYS)
_FR_SHORT = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_EN_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHORT = (_FR_SHORT, _EN_SHORT)
DAYS = {name: n for names in (*_WHOLE, *_SHORT) for n, name in enumerate(names)}
DAYS |= {"tues": 1, "thurs": 3}
_FR_MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
).split()
_EN_MONTHS = (
    "january february march april may june july august september october november december"
).split()
MONTHS = {name: n for names in (_FR_MONTHS, _EN_MONTHS) for n, name in enumerate(names, 1)}
MONTHS |= {"janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "dec": 12}
MONTHS |= {"jan": 1, "feb": 2, "nov": 11, "aug": 8}

DAY = "|".join(name for names in _WHOLE for name in names)
# "mon" is also French for "my": never a day on its own.
SHORT_DAY = "|".join((*_FR_SHORT, "tues?", "wed", "thu(?:rs)?", "fri", "sat", "sun"))
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DOM = r"(?:[12]\d|3[01]|0?[1-9])"
