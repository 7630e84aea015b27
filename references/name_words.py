"""Words that tell the parts of a name apart: titles, suffixes, particles, family names.

All are written in lower case, without accents and without the full stop of an abbreviation.
"""

TITLES = frozenset(
    {
        *("dr", "dra", "prof", "profa", "professor", "mr", "mrs", "ms", "miss", "mx", "mme"),
        *("mlle", "monsieur", "madame", "herr", "frau", "senor", "senora", "srta", "sr", "sra"),
        *("dott", "ing", "dipl", "mag", "rev", "rabbi", "capt", "hon", "judge", "sir", "dame"),
        *("lord", "lady", "pd", "captain", "reverend", "president", "sister", "father", "senator"),
    }
)
AFTER_TITLES = frozenset({"med", "habil", "jur", "rer", "nat", "phil", "hc", "dent", "vet"})
"""Parts of German titles, as in “Dr. med.”; they keep their small letters."""
WITH_FIRST_NAME = frozenset({"sir", "dame"})
WITH_WHOLE_NAME = frozenset({"lord", "lady"})
SUFFIXES = frozenset(
    {
        *("jr", "jnr", "junior", "sr", "snr", "ii", "iii", "iv", "phd", "dphil", "md", "mba"),
        *("esq", "cpa", "dds", "jd", "llm", "sphr", "phr", "shrm-cp", "shrm-scp", "mcipd", "obe"),
        *("mbe", "cbe", "frs", "msc", "bsc", "mphil"),
    }
)
AFTER_COMMA = SUFFIXES | {"ma", "ba", "do", "rn", "pe", "pmp", "cfa", "cissp", "cipd", "dpt"}
PRONOUNS = frozenset({"she", "her", "hers", "he", "him", "his", "they", "them", "theirs", "any"})
PARTICLES = frozenset(
    {
        *("van", "von", "der", "den", "de", "da", "do", "dos", "das", "di", "del", "della", "la"),
        *("le", "du", "bin", "ibn", "bint", "ter", "ten", "zu", "zur", "zum", "af", "av", "st"),
        *("'t", "’t", "y", "e", "el", "al", "ap", "mac", "degli", "dei", "los", "las", "vom"),
    }
)
ALWAYS_PARTICLES = frozenset(
    {"van", "von", "de", "da", "dos", "das", "del", "della", "du", "ter", "zu", "bin", "ibn", "di"}
)
"""Particles even with a capital letter at the start of a name."""
BEGUN = frozenset({"abdul", "abd", "abdel", "abdal", "abu", "umm", "md", "mohd", "st"})
"""First parts of given names, which are no names without the second."""
NO_NAMES = frozenset({"tbd", "tbc", "tba", "n/a", "none", "unknown", "nobody", "xx", "xxx"})
"""What is typed where a name is not known."""
OF_NO_PERSON = frozenset(
    {
        *("team", "hr", "recruiting", "recruitment", "recruiter", "recruiters", "talent", "hiring"),
        *("acquisition", "department", "dept", "office", "careers", "jobs", "human", "resources"),
        *("committee", "panel", "board", "group", "inc", "ltd", "gmbh", "llc", "plc", "corp"),
        *("manager", "reception", "the", "company", "agency", "partners", "everyone", "all"),
    }
)
ROLES = OF_NO_PERSON | {
    *("head", "lead", "director", "engineer", "designer", "developer", "analyst", "officer"),
    *("ceo", "cto", "cfo", "coo", "cpo", "vp", "vice", "president", "chief", "founder", "senior"),
    *("junior", "principal", "staff", "assistant", "associate", "coordinator", "specialist"),
    *("consultant", "partner", "people", "product", "design", "sales", "marketing", "ops"),
    *("operations", "engineering", "research", "finance", "of", "and", "at", "for", "sourcer"),
}
FAMILY_FIRST = frozenset(
    {
        # China, Hong Kong, Taiwan, Singapore
        *("wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun"),
        *("ma", "zhu", "hu", "guo", "he", "gao", "lin", "luo", "zheng", "liang", "xie", "tang"),
        *("feng", "yu", "dong", "xiao", "cheng", "cao", "yuan", "deng", "fu", "shen", "zeng"),
        *("peng", "lu", "su", "jiang", "cai", "jia", "ding", "wei", "xue", "ye", "yan", "pan"),
        *("du", "dai", "xia", "zhong", "tian", "ren", "fan", "fang", "shi", "yao", "tan", "qian"),
        *("qin", "hou", "bai", "meng", "cui", "kong", "duan", "lei", "qiu", "hao", "long", "wan"),
        *("chan", "wong", "cheung", "leung", "lau", "ng", "ho", "chow", "tsang", "lam", "yeung"),
        *(
            "ban",
            "kwok",
            "yip",
            "fung",
            "lim",
            "goh",
            "ong",
            "teo",
            "koh",
            "chua",
            "tsai",
            "hsu",
            "hsieh",
        ),
        *("chang", "liao", "kuo", "lai", "mak", "cheng", "chiu", "hui", "tse", "siu", "poon"),
        # Korea
        *("kim", "lee", "park", "pak", "choi", "choe", "jung", "jeong", "chung", "kang", "cho"),
        *("jo", "yoon", "yun", "jang", "rhee", "yi", "han", "oh", "seo", "suh", "shin", "sin"),
        *("kwon", "hwang", "ahn", "an", "song", "ryu", "yoo", "hong", "jeon", "ko", "koo", "moon"),
        *("mun", "son", "sohn", "bae", "baek", "paik", "nam", "noh", "roh", "ha", "min", "byun"),
        # Vietnam
        *("nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui"),
        *("do", "ngo", "duong", "ly", "dinh", "trinh", "truong", "doan", "mai", "cao", "luong"),
        # Japan
        *("sato", "suzuki", "takahashi", "tanaka", "watanabe", "ito", "yamamoto", "nakamura"),
        *("kobayashi", "kato", "yoshida", "yamada", "sasaki", "yamaguchi", "matsumoto", "inoue"),
        *("kimura", "hayashi", "shimizu", "saito", "mori", "ishikawa", "ikeda", "hashimoto"),
        *("abe", "ogawa", "okada", "maeda", "fujita", "hasegawa", "murakami", "kondo", "ishii"),
        *("sakamoto", "endo", "aoki", "fujii", "nishimura", "fukuda", "ota", "miura", "okamoto"),
        *("matsuda", "nakajima", "nakano", "harada", "ono", "tamura", "takeuchi", "kaneko"),
        *("wada", "nakagawa", "ishida", "ueda", "morita", "hara", "shibata", "sakai", "kudo"),
        *("yokoyama", "miyazaki", "miyamoto", "uchida", "takagi", "ando", "taniguchi", "ohno"),
        *("maruyama", "imai", "kono", "fujiwara", "oda", "nomura", "arai", "ueno", "goto"),
        # Hungary
        *("nagy", "kovacs", "toth", "szabo", "horvath", "varga", "kiss", "molnar", "nemeth"),
        *("farkas", "balogh", "papp", "takacs", "juhasz", "lakatos", "meszaros", "olah", "szucs"),
    }
)
"""Common family names of places where they come first. At the start of a name, the order is open:
“Chen Wei” may be either."""
