"""What registers and the city's own reporting are called on a page: part of ``words``.

An English page says the name of a register's file too.
"""

REGISTERS = {
    "befolkning": ("befolkning", "residents (befolkning)"),
    "befolkningstal": ("befolkningstal", "numbers of residents (befolkningstal)"),
    "sigtelser": ("sigtelser", "charges (sigtelser)"),
    "domme": ("domme", "convictions (domme)"),
    "afgang": ("afgang", "deaths and departures (afgang)"),
    "exitforloeb": ("exitforløb", "exit courses (exitforløb)"),
    "exitudfald": ("exitudfald", "outcomes of exit courses (exitudfald)"),
    "ungestatus": ("ungestatus", "status of young people (ungestatus)"),
    "ssp_sager": ("SSP-sager", "SSP cases (SSP-sager)"),
    "afhoeringer": ("afhøringer", "interrogations (afhøringer)"),
    "ssp_vurderinger": ("SSP-vurderinger", "SSP's assessments (SSP-vurderinger)"),
    "standardbefolkning": ("standardbefolkning", "standard population (standardbefolkning)"),
    "skadesvaegte": ("skadesvægte", "weights of harm (skadesvægte)"),
    "tryghedsindeks": ("tryghedsindeks", "safety index (tryghedsindeks)"),
    "tryghedssvar": ("tryghedssvar", "answers on safety (tryghedssvar)"),
    "politistatistik": ("politistatistik", "police statistics (politistatistik)"),
    "belastningsindeks": ("belastningsindeks", "deprivation index (belastningsindeks)"),
    "udvalgte_omraader": ("udvalgte områder", "selected areas (udvalgte områder)"),
    "anmeldelser": ("anmeldelser", "reports (anmeldelser)"),
    "anmeldelsestal": ("anmeldelsestal", "numbers of reports (anmeldelsestal)"),
    "haendelser": ("hændelser", "incidents (hændelser)"),
    "lukninger": ("lukninger", "closures (lukninger)"),
    "indberetninger": ("indberetninger", "returns (indberetninger)"),
    "indikatorer": ("indikatorer", "indicators (indikatorer)"),
    "trivsel": ("trivsel", "employee survey (trivsel)"),
    "sos_krisehjaelp": ("SOS-krisehjælp", "calls to SOS-krisehjælp (SOS-krisehjælp)"),
    "projekter": ("projekter", "fact sheets (projekter)"),
    "projektdeltagere": ("projektdeltagere", "participants (projektdeltagere)"),
    "selvevaluering": ("selvevaluering", "self-evaluation (selvevaluering)"),
    "selvevaluering_tal": ("selvevaluering, tal", "numbers of the self-evaluation (selvevaluering_tal)"),
    "prioritering": ("prioritering", "ranking (prioritering)"),
}
WORDS = {f"register_{name}": said for name, said in REGISTERS.items()} | {
    "concept": ("koncept", "concept"),
    "holds": ("indeholder", "holds"),
    "on_a_map": ("vist på kort", "shown on a map"),
}
