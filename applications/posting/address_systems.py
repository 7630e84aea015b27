"""Where hiring systems and job boards write the company and the title into their addresses."""

import re

TITLE = r"(?P<title>[\w%+.,()-]+?)"
SLUG = r"(?P<slug>[\w%. &-]+)"
HOST = r"^(?P<slug>[\w-]+)"
ID = r"[\w-]+"
LANGUAGE = r"(?:[a-z]{2}(?:-[a-zA-Z]{2})?/)?"

SYSTEMS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # Company first in the path.
        rf"^(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io/(?!embed/){SLUG}/jobs/\d+",
        r"^boards(?:\.eu)?\.greenhouse\.io/embed/job_(?:app|board)\?(?:.*&)?for=(?P<slug>[\w-]+)",
        rf"^jobs(?:\.eu)?\.lever\.co/{SLUG}/{ID}",
        rf"^jobs\.ashbyhq\.com/{SLUG}/{ID}",
        rf"^(?:jobs|careers)\.smartrecruiters\.com/oneclick-ui/company/{SLUG}/",
        rf"^(?:jobs|careers)\.smartrecruiters\.com/{SLUG}/\d+(?:-{TITLE})?(?:[/?]|$)",
        rf"^apply\.workable\.com/(?!j/){SLUG}/j/\w+",
        rf"^jobs\.jobvite\.com/(?:careers/)?{SLUG}/job/",
        rf"^(?:jobs\.(?:gem\.com|polymer\.co))/{SLUG}/{ID}",
        rf"^ats\.rippling\.com/{LANGUAGE}{SLUG}/jobs/",
        rf"^jobs\.dayforcehcm\.com/{LANGUAGE}{SLUG}/{ID}/jobs/",
        rf"^www\.comeet\.com/jobs/{SLUG}/[\w.]+/{TITLE}/",
        rf"^recruiting\.paylocity\.com/recruiting/jobs/details/\d+/{SLUG}/{TITLE}(?:[/?]|$)",
        rf"^join\.com/companies/{SLUG}/\d+-{TITLE}(?:[/?]|$)",
        rf"^wd\d+\.myworkdaysite\.com/{LANGUAGE}recruiting/{SLUG}/[^?]*/{TITLE}_{ID}(?:[/?]|$)",
        # Company first in the host.
        rf"{HOST}\.wd\d+\.myworkdayjobs\.com/[^?]*/{TITLE}_{ID}(?:[/?]|$)",
        rf"{HOST}\.jobs\.personio\.(?:de|com)/job/\d+",
        rf"{HOST}\.recruitee\.com/o/{TITLE}(?:[/?]|$)",
        rf"{HOST}(?:\.\w{{2}})?\.teamtailor\.com/jobs/\d+-{TITLE}(?:[/?]|$)",
        rf"{HOST}\.breezy\.hr/p/[0-9a-f]+-{TITLE}(?:[/?]|$)",
        rf"^(?:[a-z]*careers|jobs)-{HOST[1:]}\.icims\.com/jobs/\d+/{TITLE}/job(?:[/?]|$)",
        rf"{HOST}\.applytojob\.com/apply/\w+/{TITLE}(?:[/?]|$)",
        rf"{HOST}\.factorialhr\.\w+/job_posting/{TITLE}(?:[/?]|$)",
        rf"{HOST}\.homerun\.co/{TITLE}(?:[/?]|$)",
        rf"{HOST}\.softgarden\.io/job/\d+/{TITLE}(?:[/?]|$)",
        rf"{HOST}\.concludis\.de/prj/.*/{TITLE}(?:[/?]|$)",
        rf"{HOST}\.zohorecruit\.(?:com|eu|in)/jobs/\w+/\d+/{TITLE}(?:[/?]|$)",
        rf"{HOST}\.freshteam\.com/jobs/\w+/{TITLE}(?:[/?]|$)",
        rf"{HOST}\.jobs\.hr4you\.org/job/view/\d+/{TITLE}(?:[/?]|$)",
        (
            r"^(?!jobs\.|careers\.|apply\.|www\.|app\.|my\.|api\.)(?P<slug>[\w-]+)\.(?:bamboohr\.com|pinpointhq\.com"
            r"|workable\.com|breezy\.hr|factorialhr\.\w+|eightfold\.ai|softgarden\.io|taleo\.net"
            r"|csod\.com|zohorecruit\.(?:com|eu|in)|keka\.com|darwinbox\.(?:in|com)|traffit\.com"
            r"|hirehive\.com|onlyfy\.jobs|rexx-systems\.com|teamtailor\.com|recruitee\.com"
            r"|concludis\.de|applytojob\.com|freshteam\.com|homerun\.co)/"
        ),
        # Boards that name both.
        (
            r"^(?:[a-z]{2,3}\.)?(?:www\.)?linkedin\.com/jobs/view/(?P<title>[\w%-]+?)-at-"
            r"(?P<slug>[\w%-]+?)-\d{6,}(?:[/?]|$)"
        ),
        rf"^(?:[a-z]{{2,3}}\.)?(?:www\.)?indeed\.[\w.]+/cmp/{SLUG}/jobs/{TITLE}-[0-9a-f]{{16}}",
        rf"^(?:www\.)?ziprecruiter\.[\w.]+/c/{SLUG}/job/{TITLE}/",
        rf"^(?:www\.)?welcometothejungle\.com/{LANGUAGE}companies/{SLUG}/jobs/{TITLE}(?:_|[/?]|$)",
        rf"^(?:www\.)?ycombinator\.com/companies/{SLUG}/jobs/\w+-{TITLE}(?:[/?]|$)",
        rf"^(?:www\.)?himalayas\.app/companies/{SLUG}/jobs/{TITLE}(?:[/?]|$)",
        rf"^(?:www\.)?totaljobs\.com/job/{TITLE}/(?P<slug>[\w-]+?)-job\d+",
        # Boards that name the title alone.
        r"^(?:www\.)?glassdoor\.[\w.]+/job-listing/(?P<title>[\w%-]+?)-JV_.*?KO0,(?P<length>\d+)",
        r"^(?:www\.)?stepstone\.\w+/(?:stellenangebote|jobs|emploi|vacatures)--(?P<mixed>[\w%-]+?)--",
        rf"^(?:www\.)?reed\.co\.uk/jobs/{TITLE}/\d+",
        rf"^(?:www\.)?cv-library\.co\.uk/job/\d+/{TITLE}(?:[/?]|$)",
        rf"^(?:www\.)?builtin\.com/job/{TITLE}/\d+",
        rf"^(?:www\.)?wellfound\.com/jobs/\d+-{TITLE}(?:[/?]|$)",
        rf"^(?:www\.)?jobs\.ac\.uk/job/\w+/{TITLE}(?:[/?]|$)",
        r"^[\w-]+\.notion\.site/(?P<title>[\w%-]+?)-[0-9a-f]{32}(?:[/?]|$)",
    )
)
"""Matched against host, path and query. `mixed` holds more words than those of the title."""

NOT_EMPLOYERS = frozenset({
    "adp", "adzuna", "angel", "apec", "applytojob", "arbeitsagentur", "ashbyhq", "bamboohr",
    "bing", "bit", "breezy", "builtin", "civilservice", "comeet", "csod", "dayforcehcm", "dice",
    "docs", "dropbox", "duckduckgo", "efinancialcareers", "eightfold", "facebook",
    "factorialhr", "freshteam", "fish4", "flexjobs", "gem", "github", "gitlab", "glassdoor",
    "goo", "greenhouse", "guardian", "hellowork", "hh", "himalayas", "idealist", "icims",
    "indeed", "infojobs", "instagram", "join", "jooble", "jora", "keka", "lever", "linkedin",
    "lnkd", "medium", "monster", "naukri", "nhs", "notion", "otta", "paylocity", "personio",
    "pinpointhq", "reddit", "reed", "recruitee", "rexx-systems", "rippling", "seek",
    "simplyhired", "smartrecruiters", "softgarden", "stackoverflow", "startup", "stepstone",
    "taleo", "teamtailor", "tinyurl", "totaljobs", "twitter", "ultipro", "usajobs", "wellfound",
    "welcometothejungle", "workable", "x", "xing", "ycombinator", "youtube", "zohorecruit",
})  # fmt: skip
"""Sites that show the postings of others, or no postings at all, by the name of their domain."""
SAYS_BOARD = re.compile(
    r"job|career|vacanc|recruit|hiring|talent|stellen|karriere|emploi|empleo|vacature|remote|work"
)
"""A domain with such a word is a board's, not an employer's."""
SECOND_LEVEL = frozenset({
    "ac", "co", "com", "edu", "gov", "net", "nhs", "or", "org", "service",
})  # fmt: skip
"""Before a country's two letters these are no names: co.uk, com.au."""
CAREER_HOSTS = frozenset({
    "apply", "career", "careers", "emploi", "empleo", "hiring", "job", "jobs", "join", "joinus",
    "karriere", "recruiting", "recruitment", "recrutement", "stellen", "talent", "vacancies",
    "vacatures", "werkenbij", "work",
})  # fmt: skip
CAREER_PATHS = frozenset({
    "career", "careers", "carreras", "carriere", "carrieres", "emplois", "emploi", "empleo",
    "hiring-now", "job", "job-openings", "jobs", "joboffers", "join", "join-us", "joinus",
    "karriere", "nous-rejoindre", "offene-stellen", "open-positions", "open-roles",
    "opportunities", "positions", "rejoignez-nous", "recrutement", "stelle", "stellen",
    "stellenangebote", "stellenanzeigen", "trabaja-con-nosotros", "trabajar", "vacancies",
    "vacancy", "vacatures", "vacature", "werken-bij", "work-for-us", "work-with-us",
    "working-here",
})  # fmt: skip
STORIES = frozenset({
    "article", "articles", "blog", "events", "insights", "news", "press", "stories", "story",
})  # fmt: skip
"""Parts of a site that tell of work without offering any."""
