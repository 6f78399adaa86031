"""What a name's head word makes of it: "Sample Bank", "Bank of Sample"."""

from __future__ import annotations

from archive.extraction.vocabulary import words

COMPANY, SCHOOL, ASSOCIATION, INSTITUTION, EXCHANGE = (
    "company",
    "school",
    "association",
    "institution",
    "exchange",
)

LEGAL = words(
    "co ltd inc corp corporation company limited llc plc gmbh ag group holding "
    "holdings incorporated"
)
"""A capitalised name that ends so is a company's."""
DROPPED = words("co ltd inc llc plc gmbh ag limited incorporated company")
"""Endings that a name goes without: "Sample Foods Co Ltd" is Sample Foods."""
ENDINGS = words("co ltd inc corp llc plc gmbh ag")
"""Those that stand in nothing else: "Talented Film and Music Co"."""
_SURE = words(
    "securities airlines airways shipyard shipyards shipbuilding pharmaceuticals "
    "pharmaceutical pharma biopharma biopharmaceutical biopharmaceuticals pharm "
    "biotech bio-tech biotechnology biotechnologies therapeutics biologics biosciences "
    "bioscience biomed biomedical biotherapeutics semiconductor semiconductors "
    "microelectronics technologies robotics motors automobiles breweries brewery "
    "bank insurance airline electronics optoelectronics photonics genomics "
    "diagnostics biosystems neuroscience fintech fin-tech infotech medtech "
    "shipping petrochemical petrochemicals telecom communications aerospace "
    "avionics"
)
"""Trades that a name ends in and hardly a place or an event does."""
_LIKELY = words(
    "technology tech motor auto automotive medical energy capital finance "
    "investment investments media games entertainment logistics express cloud "
    "software networks network electric foods food dairy chemical chemicals "
    "materials properties hotels power aviation steel healthcare cosmetics beauty "
    "retail solutions systems system industries industrial consulting trust "
    "futures leasing studio studios pictures instruments instrument equipment "
    "machinery engineering construction partners advisory advisors ventures "
    "venture textile textiles apparel fashion jewelry biology bio life sciences "
    "science intelligence intelligent vision cybersecurity security digital data "
    "information management fund asset lab labs estate land international "
    "enterprises enterprise interactive mobility drive optics sensor sensors "
    "display displays battery batteries solar petroleum oil gas petrol "
    "environmental environment water paper glass brands supply trading trade "
    "electrical mechanical heavy factory manufacturing press publishing travel "
    "tourism culture education sports music film coffee tea robot robots chip "
    "chips ai research medicine biomedicine nutrition investors waterworks "
    "healthtech agritech credit wealth payment pay industry firm"
)
"""Trades that a name ends in, and other things too: its first words must be its own."""

_SCHOOLS = words("university college school universities")
_INSTITUTES = words(
    "institute institutes academy laboratory laboratories hospital hospitals"
)
_ASSOCIATIONS = words(
    "association federation alliance society foundation consortium chamber "
    "organization organisation"
)

PLACES = words(
    "park parks zone zones center centers centre centres hub hubs base bases "
    "community communities town city cities valley harbor harbour port ports "
    "island islands bay bund river creek lake sea road roads street streets avenue "
    "boulevard lane bridge tunnel tower towers building buildings plaza mall "
    "square garden gardens museum theater theatre stadium library hall gallery "
    "pavilion station airport terminal line highway expressway belt corridor "
    "region area areas district districts county counties province municipality "
    "subdistrict village villages neighborhood campus resort hotel temple church "
    "mansion mansions market markets store stores shop restaurant hq headquarters "
    "house court delta peninsula waterfront riverside riverfront cluster block "
    "blocks space site yard wharf dock pier mountain forest wetland circle "
    "subcenter sub-center outlet complex arena world incubator accelerator "
    "platform east west north south coast gateway cbd"
)
_OFFICES = words(
    "government governments bureau bureaus commission commissions committee "
    "committees department departments office offices administration ministry "
    "ministries authority authorities congress party council parliament senate "
    "customs embassy consulate court procuratorate police army navy secretariat "
    "conference league union cabinet agency division board team branch service "
    "services"
)
_EVENTS = words(
    "expo fair forum summit festival week day days month year years award awards "
    "prize cup olympics olympiad ceremony exhibition show contest "
    "competition marathon tournament championship season symposium seminar "
    "convention carnival biennale dialogue session meeting event dream"
)
_PAPERS = words(
    "plan plans program programme programs project projects initiative initiatives "
    "campaign strategy policy policies action actions report reports index list "
    "law laws act regulations regulation agreement treaty convention charter "
    "scheme guideline guidelines measures opinions catalog catalogue outline "
    "blueprint standard standards certificate license patent tax budget revenue "
    "gdp times daily news journal magazine post weekly newspaper"
)
_THINGS = words(
    "model vehicle vehicles car cars train ship drone app application series "
    "version edition internet economy sector sectors reform era dynasty century "
    "revolution war secretary director mayor president chairman premier minister "
    "people citizens residents companies firms brand products product "
    "brain gigafactory plant chain chains railway metro subway bus expressways "
    "delegation"
)
OUT = PLACES | _OFFICES | _EVENTS | _PAPERS | _THINGS
"""A name that ends so is a place's, an office's, an event's or a thing's."""
LINKED = words(
    "bank university academy institute school college federation association "
    "chamber society foundation council ministry bureau department office "
    "commission committee administration center centre organization organisation "
    "laboratory court alliance congress union faculty hospital museum headquarters "
    "branch consortium conference government port"
)
"""Words that "of" ties to what follows: "Bank of Samples"."""
SEATS = words("branch headquarters hq gigafactory")
"""What stands behind the name of a company whose it is: "Sample Bank City Branch"."""
PART_OF = words("department faculty school college office branch headquarters hospital")
"""Parts of an institution: the "Art Department of Sample University" is its."""

FIELDS = words(
    "industry industrial commerce commercial science sciences scientific "
    "technology technological finance financial economics economic economy "
    "development reform culture cultural tourism education information "
    "communication communications research construction import export imports "
    "exports trade trading safety security health medical environment "
    "environmental energy design art arts engineering management convention "
    "exhibition innovation innovative intelligent intelligence artificial digital "
    "smart blockchain data big cloud computing internet things integrated circuit "
    "circuits chip semiconductor biomedicine biopharmaceutical medicine "
    "pharmaceutical pharmacy life vehicle vehicles automobile auto automotive "
    "equipment manufacturing advanced modern service services logistics shipping "
    "port aviation aerospace agriculture agricultural food rural urban planning "
    "natural resources housing property estate real asset assets investment "
    "insurance securities stock futures bank banking fund capital credit tax law "
    "legal judicial public private foreign international national global world "
    "regional central eastern western northern southern east west north south "
    "northeast southwest northwest southeast municipal district city state people "
    "governance government social society human youth women labor unions union "
    "sports sport film media music publishing software hardware network networks "
    "robot robotics drone new green low-carbon carbon hydrogen solar power "
    "electric electronic electronics mobile materials material chemical steel oil "
    "gas water marine maritime ocean space quantum brain genome gene bio biology "
    "biotech biological high-tech hi-tech tech high quality first second joint "
    "co-construction co-governance general special free pilot demonstration test "
    "key core registered paid-in strategic emerging future online e-commerce "
    "electricity consumer consumption fashion beauty cosmetics creative creativity "
    "supply chain enterprise enterprises business brand intellectual promotion "
    "exchange exchanges cooperation cooperative application applied higher "
    "vocational primary middle secondary normal experimental foundation model "
    "models large language algorithm metaverse game games gaming animation "
    "traditional chinese old community party political settlements program optical "
    "fiber fibre cable wire glass rubber paper textile cotton printing packaging "
    "television radio broadcasting audio video visual savings theatrical performing "
    "postal freight "
    "plastic plastics metal metals mining alloy aluminum copper ceramics furniture "
    "footwear garment apparel watch tobacco wine beer tea coffee sugar salt grain "
    "feed seed seeds fertilizer tire tires bearing valve pump motor engine turbine "
    "machine machinery tool tools instrument instruments laser display panel "
    "downtown payment digitalization connected driving autonomous comprehensive "
    "professional talent talents training consulting"
)
"""Plain words that stand in names of all sorts and make none anybody's own."""


def kind_of(head: str) -> tuple[str, int]:
    """The kind of organisation a head word means and how sure it is, 0 to 3.

    3 is enough with a place before it ("Sample City Chamber"), 2 with a word of its
    own, 1 with a first word of its own.
    """
    return _KINDS.get(head, ("", 0))


_KINDS = {
    **dict.fromkeys(_LIKELY, (COMPANY, 1)),
    **dict.fromkeys(_SURE, (COMPANY, 2)),
    **dict.fromkeys(LEGAL, (COMPANY, 3)),
    **dict.fromkeys(_SCHOOLS, (SCHOOL, 3)),
    **dict.fromkeys(_INSTITUTES, (INSTITUTION, 3)),
    **dict.fromkeys(_ASSOCIATIONS, (ASSOCIATION, 3)),
    "exchange": (EXCHANGE, 3),
}
