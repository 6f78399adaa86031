"""Words that make a name of the words before them, or that point back to one."""

from __future__ import annotations

from archive.extraction.organisations.strangers import PLACES
from archive.extraction.vocabulary import words

HEADS = words(
    "town subdistrict park parks zone valley bay riverside island hub street base "
    "area harbor harbour port village waterfront bund campus corridor belt cluster "
    "community center centre complex square block plaza city district cbd ftz road "
    "avenue airport expo fair show festival"
)
"""Last words of the names of places: "Sample Town", "Sample Science Park"."""
LOW_HEADS = words(
    "town subdistrict area zone park village valley island riverside waterfront "
    "community bay hub base neighborhood project complex district"
)
"""Those that a name also has in small letters: "the Sample area"."""
FULL_ONLY = {
    "city": words(
        "new science financial medical eco-city eco knowledge tourism innovation "
        "digital technology tech sci-tech smart university software film aviation"
    ),
    "district": words("new business commercial shopping activities activity financial"),
}
"""Heads that only stand behind one of these words."""
FIELDS = words(
    "industrial hi high tech science technology technological bonded special free "
    "trade demonstration pilot industry smart clustering economic development "
    "business central logistics innovation digital biomedical new commerce "
    "commercial exhibition convention education culture cultural art finance "
    "financial engineering creative agricultural ecological tourist tourism"
)
"""Words inside a place's name, in small letters where its head has them."""
VENUES = words(
    "center centre street square block plaza complex port base road avenue airport "
    "station"
)
"""Places where things happen oftener than figures are told of them."""
NO_STEM = PLACES | words(
    "the a an this its their in at north south east west new old international "
    "national central downtown financial industrial business "
    "science technology innovation free trade high-tech special economic smart green"
)
"""First words that do not stand for the whole name."""

POINTING = {
    "town": ("town",),
    "subdistrict": ("subdistrict", "street"),
    "park": ("park", "parks", "zone", "base", "valley", "campus", "city"),
    "zone": ("zone", "area", "park", "cbd"),
    "area": (
        *(
            "area",
            "riverside",
            "waterfront",
            "bund",
            "bay",
            "zone",
            "valley",
            "corridor",
        ),
        *("hub", "belt", "block", "cbd", "island", "base", "cluster", "harbor"),
    ),
    "region": ("area", "zone", "corridor", "belt"),
    "valley": ("valley",),
    "cluster": ("cluster", "belt", "park", "base", "valley", "zone"),
    "bay": ("bay",),
    "island": ("island",),
    "village": ("village",),
    "expo": ("expo",),
    "community": ("community",),
    "hub": ("hub", "center", "centre", "city", "park", "zone", "town"),
    "base": ("base", "park"),
    "center": ("center", "centre", "hub"),
    "centre": ("center", "centre", "hub"),
    "complex": ("complex", "center", "centre", "plaza"),
    "site": ("base", "park", "area", "center", "site"),
    "harbor": ("harbor", "port", "bay"),
    "port": ("port", "harbor"),
    "airport": ("airport",),
    "project": (
        *("project", "center", "centre", "park", "complex", "plaza", "base", "hub"),
        *("zone", "campus", "cluster"),
    ),
    "waterfront": ("waterfront", "riverside", "bund"),
}
"""What "the town" and the like may point to, by the last word of a name."""
SURROUNDING = words("area region")
"""They may be said of any place, a district among them."""
FIRMS = words(
    "company firm group bank automaker carmaker shipbuilder shipyard maker "
    "manufacturer developer retailer startup start-up brand giant platform carrier "
    "airline school university institute hospital association exchange factory plant "
    "institution enterprise supplier producer insurer operator brewer drugmaker "
    "chipmaker studio academy college laboratory organization organisation "
    "corporation conglomerate unicorn provider facility"
)
"""What "the company" and the like may be called."""
ASIDES = words(
    "a an one the which where whose owned run built founded led launched opened "
    "established"
)
"""Behind a name and a comma they open an aside that tells what it is."""
CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december spring summer "
    "autumn winter"
)
PEOPLE = words(
    "manager director chief founder president chairman chairwoman chairperson official "
    "professor analyst lawyer resident engineer researcher scientist student mother "
    "father man woman worker visitor chef designer artist farmer secretary mayor "
    "deputy spokesman spokeswoman spokesperson economist expert teacher doctor "
    "entrepreneur graduate native executive ceo owner driver buyer tourist couple "
    "co-founder consultant employee curator member researcher collector"
)
"""What people are."""
OFFICERS = words(
    "manager chairman chairwoman chairperson ceo executive president founder "
    "co-founder spokesman spokeswoman spokesperson director head chief officer"
)
"""Those who speak for their company."""
SUPERLATIVES = words("largest biggest latest newest smallest first other another last")
"""Behind "the" they stand for one of what was told of before."""
RELATIONS = words(
    "rival partner subsidiary unit arm parent neighbor neighbour spin-off affiliate "
    "competitor peer sister"
)
"""What a company may be to another: "Sample's rival Orvela"."""
PREMISES = words(
    "plant plants factory workshop office offices headquarters store stores lab labs "
    "laboratory warehouse branch unit outlet works"
)
"""What a company has in a place: "Orvela's Sample Town plant"."""
COUNTRIES = words("country nation")
IT = words("it its")
FIRST_PERSON = words("we our us")
PRONOUNS = words("it its they their these")
RESUMING = words("the total annual with its this these their it they by")
"""A sentence that opens so may go on telling of the company named before."""
OTHERS = words(
    "district city local region companies firms enterprises businesses makers shops "
    "brands residents households officials government industry sector market economy "
    "gdp nation country people projects investors retail contacts respondents bankers "
    "retailers manufacturers lenders merchants builders economists"
)
"""Words of a sentence that no longer tells of the company before."""
EVENTS = words("expo expos fair show exhibition forum conference festival")
DETERMINERS = words("the this that")
ATTRIBUTING = words(
    "said says told announced revealed showed shows noted added unveiled disclosed "
    "stressed explained pointed expects hopes believes adding saying predicted"
)
EXAMPLES = words("like including as namely especially particularly")
"""Before names that are only examples: "firms such as Sample Foods"."""
OBLIQUE = words(
    "in at of to from with for by near into on as within across among between via "
    "around toward towards behind inside under through than against over since after "
    "before during along joining visiting called named"
)
"""Before a name they keep it from being what the clause speaks of."""
LOCATIVE = words("in into to within at across")
OPENING = words(', and ; that while but : - • · as where whereas when however " “')
"""Behind them a clause may begin."""
PASSING = "elsewhere"
"""The head of a place of which one sentence tells: "In Sampleton, sales rose"."""

ADJECTIVES = words(
    "industrial bonded new high-tech tech science local chinese german american "
    "french japanese us e-commerce auto digital whole entire former young home-grown"
)
"""May stand between "the" and the word that points back."""
