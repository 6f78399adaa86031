"""Words around a name that tell a company from a place, a person or a thing."""

from __future__ import annotations

from archive.extraction.vocabulary import words

COMPANY_NOUNS = words(
    "company firm enterprise giant startup start-up maker carmaker automaker "
    "chipmaker drugmaker shipbuilder steelmaker developer provider supplier "
    "manufacturer retailer brand operator platform producer subsidiary unicorn "
    "conglomerate bank insurer lender airline brewer group player leader "
    "heavyweight titan powerhouse builder affiliate consultancy distributor chain "
    "studio publisher vendor broker brokerage integrator multinational corporation "
    "newcomer specialist contractor processor refiner house dealer exporter "
    "importer tenant investor institution portal website marketplace institute "
    "laboratory university college association agency designer foundry rival grower "
    "reinsurer jeweler jeweller breeder pharma utility cooperative "
    "spin-off spinoff label wholesaler miner refiner upstart pioneer caterer hotelier"
)
"""Nouns that a company's name follows: "the chipmaker Sample"."""
INTRODUCERS = words(
    "consultancy insurer lender brewer carmaker automaker chipmaker drugmaker "
    "shipbuilder steelmaker developer supplier manufacturer retailer distributor "
    "startup start-up conglomerate wholesaler brokerage refiner rival newcomer"
)
"""Those of them that no name begins with: "Insurer Sample" opens a sentence."""
COMPANIES = words(
    "companies firms enterprises giants startups start-ups makers carmakers "
    "automakers chipmakers drugmakers shipbuilders developers providers suppliers "
    "manufacturers retailers brands operators platforms producers subsidiaries "
    "unicorns conglomerates banks insurers lenders airlines players leaders "
    "heavyweights titans powerhouses builders affiliates consultancies "
    "distributors chains studios publishers vendors brokerages multinationals "
    "corporations newcomers businesses names tenants investors institutions "
    "headquarters specialists organizations organisations institutes laboratories "
    "universities colleges associations agencies entities groups labels exhibitors "
    "clients customers partners employers taxpayers shareholders carriers awardees "
    "participants competitors rivals peers mncs smes soes 500 counterparts pharmas "
    "designers foundries"
)
"""Nouns that open a list of companies: "firms such as Sample and Specimen"."""
OTHER_NOUNS = words(
    "places cities districts countries regions areas provinces towns parks zones "
    "fields sectors industries technologies services sites locations landmarks "
    "roads streets subdistricts counties municipalities markets economies events "
    "forums exhibitions expos festivals activities programs programmes measures "
    "policies plans products models vehicles apps systems indicators aspects "
    "topics issues facilities venues attractions spots hubs bases centers centres "
    "communities buildings malls museums people officials guests experts artists "
    "scholars delegates languages holidays functions scenarios categories trades "
    "lines tracks clusters stations ports airports rivers islands villages "
    "neighborhoods subjects materials drugs goods items foods dishes books films "
    "games titles awards honors honours diseases segments territories directions "
    "elements stars singers"
)
"""Nouns that open a list of something else."""
THING_NOUNS = words(
    "car model app system vehicle drug series suv sedan phone smartphone robot "
    "train ship aircraft jet software product vaccine game film movie program "
    "programme project plan policy initiative strategy virus technology standard "
    "festival exhibition expo show city district town county province area village "
    "island river mayor minister premier director secretary resident official "
    "professor chairman president founder said says told added noted named called"
)
"""Words that stand before the name of a thing, a place or a person."""
PERSON_NOUNS = words(
    "manager director official founder chairman chairwoman ceo president professor "
    "resident analyst engineer researcher employee secretary executive expert "
    "entrepreneur owner artist worker student mayor minister premier chief head "
    "lawyer partner economist scientist deputy vice academician co-founder "
    "principal dean member representative spokesman spokeswoman spokesperson who "
    "cofounder officer graduate native citizen teacher doctor visitor businessman "
    "businesswoman tourist shopper customer driver commissioner farmer"
)
TITLES = words(
    "ceo cfo cto coo chairman chairwoman chairperson president vice-president "
    "founder co-founder cofounder manager executive officer partner"
)
"""Titles that a company's name follows after "of", or that follow it."""
PRINTED_TITLES = words(
    "President Vice Deputy Mayor Vice-Mayor Premier Prime Minister Chairman "
    "Chairwoman Professor Mr Mrs Ms Dr Prof Secretary Director Governor "
    "Vice-governor Ambassador Consul Prince Princess King Sir Lord CEO CFO CTO COO "
    "Chief Executive Officer Founder Co-founder Manager Editor Academician "
    "Academicians Commissioner Consul-General Comrade"
)
"""Titles in capitals: what stands before is an employer's, what follows a person's."""
MAKES = words(
    "makes develops manufactures sells designs employs supplies rents brews distributes"
)
"""Verbs of companies in ", which makes toys"."""
UNITS = words(
    "headquarters subsidiary subsidiaries unit arm plant factory gigafactory "
    "shares stock shareholder shareholders ceo chairman founder founders "
    "co-founder executives executive spokesperson spokesman spokeswoman employees "
    "stores outlets products product customers suppliers supplier flagship ipo "
    "patents app chips drugs smartphones boutique boutiques dealership dealerships "
    "showroom owner cars models parent warehouse rival rivals "
    "spin-off acquisition"
)
"""What companies have and places have not: "Sample's plant", "shares of Sample"."""
WORKS = words(
    "center centre lab laboratory project base technology technologies business "
    "team system operation operations sales investment institute platform research "
    "r&d new"
)
"""What companies have and places have too."""
ACTS = words(
    "inked acquired manufactures produces develops employs rebranded sells "
    "delivered headquartered debuted teamed partnered merged recalled rolled "
    "licensed manufactured hired"
)
"""Verbs of companies. They are sure where the name is not that of a place."""
MOVES = words(
    "launched launches opened opens announced announces unveiled unveils plans "
    "planned established establishes set built builds signed signs introduced "
    "introduces released releases spent invested invests expanded expands began "
    "started joined joins moved moves completed secured received won raised owns "
    "offers provides uses aims expects intends settled relocated operates operated "
    "reported reports posted posts generated earned chose donated supplies agreed "
    "broke founded ranked"
)
"""Verbs that a company's name is followed by, and others' too."""
PLANS = words(
    "launch open announce unveil establish set build introduce release spend invest "
    "expand begin start join move complete receive raise offer provide operate hold "
    "host bring settle relocate cooperate produce supply"
)
"""What a company, or another, "will" do."""
SIGNING = words("signed signs forged forges struck sealed reached renewed")
"""Verbs of parties before "an agreement with"."""
AGREED = words(
    "agreement agreements contract contracts partnership cooperation deal deals "
    "partnered cooperates cooperated cooperating teamed signed collaborated "
    "collaboration collaborating collaborates partnering memorandum pact"
)
STUDIES = words("study survey report research analysis ranking")
DONE_BY = words(
    "founded developed invested owned launched built operated produced made run "
    "backed funded established manufactured acquired designed controlled created "
    "provided initiated hosted organized organised sponsored supplied jointly"
)
WITHIN = words("in near around across through outside throughout toward towards along")
"""Prepositions of place. "in Sample" is a place, as a rule."""
STAKES = words("stake invested shares interest investment")
AFTER_OTHERS = words(
    "government district town area county city village subdistrict river creek "
    "campus community province port island municipality residents officials region "
    "section road street avenue lane station metro zone customs administration "
    "bureau commission committee citizens people authorities dialect cuisine "
    "waterfront riverside mayor secretary legislators legislature peninsula "
    "landmark square model series car vehicle suv sedan application system systems "
    "aircraft jet plan strategy initiative campaign program programme project "
    "policy policies scheme festival conference forum era dynasty virus pandemic "
    "vaccine vaccines technology standard standards protocol license certificate "
    "index award awards roads streets towns districts cities counties villages "
    "subdistricts rivers areas zones parks stations bridges"
)
"""Words after the name of a place, a product, a plan or an event."""

ALL_NOUNS = (
    COMPANY_NOUNS | COMPANIES | OTHER_NOUNS | THING_NOUNS | PERSON_NOUNS | UNITS | WORKS
)
"""Plain nouns, which in capitals at a sentence's start are no names either."""
