"""Spellings of one name that no rule brings together. Short on purpose: a rule is worth a hundred rows."""

_FAMILIES = {
    "mmd": "mohamed mohammed muhammad mamadou mamadu mouhamed md mhd mohd modou momodou med محمد مامادو",
    "ftmt": "fatoumata fatmata fatou fatu fatimata fatumata فاطماتا",
    "ftm": "fatima fatma fatema fatim fatoum فاطمه",
    "kdj": "khadija khadidja kadija hadija hadiza khady khadijah خديجه",
    "kdjt": "kadiatou kadiata kadijatou khadidiatou kadidiatou hadiatou khadijatou خديجاتو",
    "brm": "ibrahima ibrahim ebrima brahim brahima ابراهيم",
    "snb": "zainab zeinab zeynab zaynab djenabou djeneba jainaba zeinabou زينب",
    "srn": "thierno cherno chernor tierno ceerno تيرنو",
    "rmdn": "ramadan ramadane ramdane ramazan romdhane رمضان",
    "mkl": "michael mikael mikail mikhail ميكائيل ميخائيل",
    "lsn": "lassana lansana alassane alhassane lancine lassina",
    "bbkr": "aboubacar aboubakar abubakar boubacar babacar ababacar abukar بوبكر ابوبكر",
    "hj": "alhaji elhadji elhadj hadji hadj haji alhadji alagie الحاج حاج",
}

FAMILIES: dict[str, str] = {word: key for key, row in _FAMILIES.items() for word in row.split()}
