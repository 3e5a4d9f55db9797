"""
Clocks and calendars of countries: zone abbreviations, zones, and which of day and month is written first.

Names are folded, domains are top-level domains.
"""

# Minutes east of Greenwich.  Of SHARED_ZONES those are left out that nobody can tell.
ZONES = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "wet": 0,
    "west": 60,
    "bst": 60,
    "cet": 60,
    "cest": 120,
    "mez": 60,
    "mesz": 120,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "trt": 180,
    "est": -300,
    "edt": -240,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "brt": -180,
    "art": -180,
    "wat": 60,
    "cat": 120,
    "sast": 120,
    "eat": 180,
    "gst": 240,
    "pkt": 300,
    "ict": 420,
    "wib": 420,
    "wita": 480,
    "wit": 540,
    "myt": 480,
    "sgt": 480,
    "hkt": 480,
    "pht": 480,
    "awst": 480,
    "jst": 540,
    "kst": 540,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
}

# Zones that change with the season and are written without it.
SEASONAL_ZONES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}

# Abbreviations of the clocks of several continents, with the minutes east of Greenwich of each; what
# newsrooms call theirs where the time zone database has figures for it: there one of these is their own.
SHARED_ZONES = {
    "ast": (-540, -240, 180),  # Alaska, the Atlantic, Arabia
    "bst": (60, 360, 660),  # Britain, Bangladesh, Bougainville
    "cst": (-360, -300, 480, 570),  # America, Cuba, China, Australia
    "gst": (-120, 240),  # South Georgia, the Gulf
    "ist": (60, 120, 330),  # Ireland, Israel, India
    "sst": (-660, 480),  # Samoa, Singapore
}
# Of those the one that is meant where month and hour are written as Americans do.
AMERICAN_ZONES = {"cst": -360}
# Who writes one of these behind AM or PM writes the month first; "CST" may be China's.
AMERICAN_CLOCKS = frozenset({"est", "edt", "cdt", "mst", "mdt", "pst", "pdt", *SEASONAL_ZONES})
CLOCK_NAMES = {"Asia/Dhaka": "BST", "Asia/Dubai": "GST"}

# Places whose clock is written with their name: "Beijing time", "giờ Hà Nội", "CST (Beijing)".
PLACE_ZONES = {
    "beijing": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "bắc kinh": "Asia/Shanghai",
    "hanoi": "Asia/Ho_Chi_Minh",
    "hà nội": "Asia/Ho_Chi_Minh",
    "vietnam": "Asia/Ho_Chi_Minh",
    "viet nam": "Asia/Ho_Chi_Minh",
    "việt nam": "Asia/Ho_Chi_Minh",
    "indochina": "Asia/Ho_Chi_Minh",
    "bangkok": "Asia/Bangkok",
    "thailand": "Asia/Bangkok",
    "singapore": "Asia/Singapore",
    "malaysia": "Asia/Kuala_Lumpur",
    "manila": "Asia/Manila",
    "philippine": "Asia/Manila",
    "hong kong": "Asia/Hong_Kong",
    "taipei": "Asia/Taipei",
    "tokyo": "Asia/Tokyo",
    "japan": "Asia/Tokyo",
    "seoul": "Asia/Seoul",
    "korea": "Asia/Seoul",
    "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata",
    "israel": "Asia/Jerusalem",
    "dubai": "Asia/Dubai",
    "gulf": "Asia/Dubai",
    "moscow": "Europe/Moscow",
    "moskva": "Europe/Moscow",
    "istanbul": "Europe/Istanbul",
    "kyiv": "Europe/Kyiv",
    "london": "Europe/London",
    "paris": "Europe/Paris",
    "berlin": "Europe/Berlin",
    "central european": "Europe/Berlin",
    "sydney": "Australia/Sydney",
    "new york": "America/New_York",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}

# Countries whose English-language outlets write the day first, by top-level domain.
# Canada and the Philippines write both ways and are left out.
DAY_FIRST_DOMAINS = frozenset(
    {"au", "bd", "eu", "gh", "ie", "in", "ke", "lk", "my", "na", "ng", "nz", "pk", "sg", "th", "ug", "uk"}
    | {"id", "vn", "za", "zm", "zw"}
)
MONTH_FIRST_DOMAINS = frozenset({"us"})
MONTH_FIRST_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Detroit",
    "America/Phoenix",
    "America/Anchorage",
    "Pacific/Honolulu",
)

# Countries whose newsrooms share one clock; domains that others use as a word (.is, .la, .tv)
# are left out.  Source: IANA time zone database, zone1970.tab.
COUNTRY_ZONES = {
    "ae": "Asia/Dubai",
    "at": "Europe/Vienna",
    "bd": "Asia/Dhaka",
    "be": "Europe/Brussels",
    "bg": "Europe/Sofia",
    "ch": "Europe/Zurich",
    "cn": "Asia/Shanghai",
    "cz": "Europe/Prague",
    "de": "Europe/Berlin",
    "dk": "Europe/Copenhagen",
    "ee": "Europe/Tallinn",
    "eg": "Africa/Cairo",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "gh": "Africa/Accra",
    "gr": "Europe/Athens",
    "hk": "Asia/Hong_Kong",
    "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest",
    "ie": "Europe/Dublin",
    "il": "Asia/Jerusalem",
    "in": "Asia/Kolkata",
    "it": "Europe/Rome",
    "jp": "Asia/Tokyo",
    "ke": "Africa/Nairobi",
    "kh": "Asia/Phnom_Penh",
    "kr": "Asia/Seoul",
    "li": "Europe/Zurich",
    "lk": "Asia/Colombo",
    "lt": "Europe/Vilnius",
    "lu": "Europe/Luxembourg",
    "lv": "Europe/Riga",
    "my": "Asia/Kuala_Lumpur",
    "na": "Africa/Windhoek",
    "ng": "Africa/Lagos",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "np": "Asia/Kathmandu",
    "ph": "Asia/Manila",
    "pk": "Asia/Karachi",
    "pl": "Europe/Warsaw",
    "ro": "Europe/Bucharest",
    "rs": "Europe/Belgrade",
    "se": "Europe/Stockholm",
    "sg": "Asia/Singapore",
    "si": "Europe/Ljubljana",
    "sk": "Europe/Bratislava",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "tw": "Asia/Taipei",
    "ua": "Europe/Kyiv",
    "uk": "Europe/London",
    "za": "Africa/Johannesburg",
}
