"""What a number is called where it stands alone, away from the table it was shown in, in Danish and English."""

from sikkerby_eval.report.text.sentences import METRICS

NAMES = {
    # the exit programme
    "exit_progress_by_year": ("Exit: unge efter det år, de blev henvist", "Exit: young people by year of referral"),
    "exit_progress_by_track": ("Exit: unge efter spor", "Exit: young people by track"),
    "exit_progress_by_referrer": ("Exit: unge efter hvem der henviste", "Exit: young people by who referred"),
    "exit_days_to_start_by_year": (
        "Exit: dage fra henvisning til start, efter år (midtertal)",
        "Exit: days from referral to start, by year (median)",
    ),
    "exit_days_to_start_by_track": (
        "Exit: dage fra henvisning til start, efter spor (midtertal)",
        "Exit: days from referral to start, by track (median)",
    ),
    "exit_days_to_start_by_referrer": (
        "Exit: dage fra henvisning til start, efter hvem der henviste (midtertal)",
        "Exit: days from referral to start, by who referred (median)",
    ),
    "exit_started": ("Exit: unge, der startede i året", "Exit: young people who started in the year"),
    "exit_referred_from_prison": (
        "Exit: unge, der blev henvist fra fængsel i året",
        "Exit: young people referred from prison in the year",
    ),
    "exit_target_group": ("Exit: målgruppen, som programmet ventede", "Exit: the target group that was expected"),
    "exit_measured": ("Exit: andel, hvis status blev målt", "Exit: share whose status was measured"),
    "exit_work_foerste_kontakt_til_afslutning": (
        "Exit: i job eller uddannelse ved første kontakt og ved afslutning",
        "Exit: in a job or education at the first contact and at completion",
    ),
    "exit_work_afslutning_til_to_aar": (
        "Exit: i job eller uddannelse ved afslutning og to år efter",
        "Exit: in a job or education at completion and two years after",
    ),
    "exit_work_foerste_kontakt_til_to_aar": (
        "Exit: i job eller uddannelse ved første kontakt og to år efter",
        "Exit: in a job or education at the first contact and two years after",
    ),
    "exit_completed_without_date": (
        "Exit: gennemført, men uden slutdato",
        "Exit: completed, but without a date",
    ),
    "exit_not_aged_18_to_25": (
        "Exit: gennemført, men ikke i målets alder",
        "Exit: completed, but not of the goal's age",
    ),
    "exit_convicted_of_unmapped_code": (
        "Exit: dømt for en kode, som ingen liste kender",
        "Exit: convicted of a code that no list knows",
    ),
    "exit_verdict_after_leaving": (
        "Exit: dømt efter en registreret udrejse eller død",
        "Exit: convicted after a registered departure or death",
    ),
    "verdict_left": ("Andel, der rejste eller døde inden to år", "Share who left or died within two years"),
    "verdict_left_by_month_6": (
        "Andel, der rejste eller døde inden et halvt år",
        "Share who left or died within half a year",
    ),
    "verdict_left_by_month_12": ("Andel, der rejste eller døde inden ét år", "Share who left or died within one year"),
    "verdict_left_by_month_18": (
        "Andel, der rejste eller døde inden halvandet år",
        "Share who left or died within a year and a half",
    ),
    "verdict_convicted_by_month_6": ("Andel dømt inden et halvt år", "Share convicted within half a year"),
    "verdict_convicted_by_month_18": (
        "Andel dømt inden halvandet år",
        "Share convicted within a year and a half",
    ),
    "verdict_convicted_by_month_12": ("Andel dømt inden ét år", "Share convicted within one year"),
    "verdict_convicted_if_36_months": ("Andel dømt inden tre år", "Share convicted within three years"),
    "verdict_convicted_if_only_personfarlig": (
        "Andel dømt inden to år, kun for personfarlig kriminalitet",
        "Share convicted within two years, of personfarlig crime only",
    ),
    "verdict_convicted_if_only_clear_codes": (
        "Andel dømt inden to år, kun for koder, der er entydige",
        "Share convicted within two years, of clear codes only",
    ),
    "verdict_convicted_if_aged_at_completion": (
        "Andel dømt inden to år, af dem på 18–25 år ved afslutningen",
        "Share convicted within two years, of those aged 18–25 at completion",
    ),
    "offence_convicted": (
        "Andel med ny lovovertrædelse inden to år og dom for den",
        "Share with a new offence within two years and a conviction for it",
    ),
    "offence_left": ("Andel, der rejste eller døde inden tre år", "Share who left or died within three years"),
    "offence_not_convicted_left_included": (
        "Andel uden ny lovovertrædelse med dom, med dem, der rejste eller døde",
        "Share without a new offence with a conviction, with those who left",
    ),
    # charges
    "change_with_overlap": ("Ændring i andelen sigtede", "Change in the share charged"),
    # closures
    "closures_by_cause": ("Hele lukninger efter årsag", "Full closures by cause"),
    "services_lost": ("Ydelser ramt af hele lukninger", "Services hit by full closures"),
    "closures_stated": ("Lukninger, som forvaltningen har meldt", "Closures that the administration reported"),
    "closures_delivered": ("Lukninger, som forvaltningen har leveret", "Closures that the administration delivered"),
    "nil_returns": (
        "Kvartaler, hvor forvaltningen meldte ingen",
        "Quarters for which the administration reported none",
    ),
    "quarters_at_odds": (
        "Kvartaler, hvor svaret og de leverede lukninger ikke passer",
        "Quarters in which the report and the closures delivered do not agree",
    ),
    # the safety index
    "safety_category": ("Områdets kategori i tryghedsindekset", "The area's category in the safety index"),
    "safety_transition": (
        "Andel af områder, der gik fra kategori til kategori på et år",
        "Share of areas that went from category to category in a year",
    ),
    "safety_exit_probability": (
        "Andel af områder, der forlod deres kategori på et år",
        "Share of areas that left their category in a year",
    ),
    "safety_change_in_need": (
        "Ændring i antallet af områder med markant eller intensiveret behov",
        "Change in the number of areas that are markant or intensiveret",
    ),
    "safety_chance_of_arriving": (
        "Chance for, at et udvalgt område når ordinær eller bedre i tide",
        "Chance that a selected area reaches ordinær or better in time",
    ),
    "safety_gap": (
        "De udvalgte områders indeks minus resten af byens",
        "The selected areas' index minus the rest of the city's",
    ),
    "safety_gap_change": (
        "Ændring i de udvalgte områders indeks minus resten af byens",
        "Change in the selected areas' index minus the rest of the city's",
    ),
    # comparisons
    "rate_before": ("Anmeldelser pr. 1.000 beboere før", "Reports per 1,000 residents before"),
    "rate_after": ("Anmeldelser pr. 1.000 beboere efter", "Reports per 1,000 residents after"),
    "ratio": ("Anmeldelser pr. beboer efter i forhold til før", "Reports per resident after relative to before"),
    "ratio_p_value": (
        "Anmeldelser pr. beboer efter i forhold til før (p-værdi)",
        "Reports per resident after relative to before (p-value)",
    ),
    "gap_before": (
        "Udvalgte områder mod lignende: forskel i anmeldelser før",
        "Selected areas against similar ones: gap in reports before",
    ),
    "trend_gap_before": (
        "Udvalgte områder mod lignende: forskel i udvikling før",
        "Selected areas against similar ones: difference in trend before",
    ),
    "trend_gap_before_p_value": (
        "Udvalgte områder mod lignende: forskel i udvikling før (p-værdi)",
        "Selected areas against similar ones: difference in trend before (p-value)",
    ),
    "did_difference": (
        "Udvalgte områder mod lignende: forskel i ændring",
        "Selected areas against similar ones: difference in change",
    ),
    "did_difference_p_value": (
        "Udvalgte områder mod lignende: forskel i ændring (p-værdi)",
        "Selected areas against similar ones: difference in change (p-value)",
    ),
    "did_ratio": (
        "Udvalgte områder mod lignende: forhold mellem ændringer",
        "Selected areas against similar ones: ratio of changes",
    ),
    "did_ratio_p_value": (
        "Udvalgte områder mod lignende: forhold mellem ændringer (p-værdi)",
        "Selected areas against similar ones: ratio of changes (p-value)",
    ),
    "balance_level": ("Hvor langt fra hinanden områderne lå før", "How far apart the areas lay before"),
    "balance_trend": (
        "Hvor forskelligt områderne udviklede sig før",
        "How differently the areas moved before",
    ),
    "wdd_local": (
        "Stedet med indsats mod et, der ligner det: anmeldelser",
        "The place with an effort against one like it: reports",
    ),
    "wdd_displacement": (
        "Stedets naboer mod steder, der ligner dem: anmeldelser",
        "Its neighbours against places like them: reports",
    ),
    "wdd": ("Sted og naboer tilsammen: anmeldelser", "Place and neighbours together: reports"),
    "wdd_p_value": (
        "Sted og naboer tilsammen: anmeldelser (p-værdi)",
        "Place and neighbours together: reports (p-value)",
    ),
    "wdd_before": (
        "Sted og naboer i årene før: anmeldelser",
        "Place and neighbours in the years before: reports",
    ),
    "wdd_before_p_value": (
        "Sted og naboer i årene før: anmeldelser (p-værdi)",
        "Place and neighbours in the years before: reports (p-value)",
    ),
    # series with a start
    "level_change": (
        "Spring i anmeldelser lige efter starten",
        "Jump in reports right after the start",
    ),
    "level_change_p_value": (
        "Spring i anmeldelser lige efter starten (p-værdi)",
        "Jump in reports right after the start (p-value)",
    ),
    "level_change_newey_west": (
        "Spring i anmeldelser lige efter starten, efter Newey og Wests metode",
        "Jump in reports right after the start, by Newey and West's method",
    ),
    "slope_change": ("Ændret hældning efter starten, pr. kvartal", "Change of slope after the start, per quarter"),
    "slope_change_p_value": (
        "Ændret hældning efter starten (p-værdi)",
        "Change of slope after the start (p-value)",
    ),
    "slope_change_newey_west": (
        "Ændret hældning efter starten, efter Newey og Wests metode",
        "Change of slope after the start, by Newey and West's method",
    ),
    "dispersion": (
        "Hvor meget anmeldelserne svinger ud over tilfældet",
        "How much reports swing beyond chance",
    ),
    "reports_dispersion": (
        "Hvor meget anmeldelserne svinger ud over tilfældet",
        "How much reports swing beyond chance",
    ),
    "indicator_dispersion": (
        "Hvor meget tallet svinger ud over tilfældet",
        "How much the number swings beyond chance",
    ),
    # projects
    "priority_score": (
        "Projektets målopfyldelse gange evidens",
        "The project's goal attainment times evidence",
    ),
}
"""Metrics that no sentence and no figure is about."""


def metric_name(metric: str, language: str = "da") -> str:
    """Name a metric as it stands alone.

    Raises
    ------
    KeyError
        If it has no name: a reader would meet an identifier of the code.
    """
    return METRICS[metric][language][1] if metric in METRICS else NAMES[metric][language == "en"]
