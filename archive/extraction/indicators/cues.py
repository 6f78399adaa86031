"""The words that tell what a figure measures: verbs, links, openers, scopes."""

from __future__ import annotations

from archive.extraction.vocabulary import COMPARED, words

MEASURING = words(
    "reached reaches reaching hit hits hitting was were is are be been being stood "
    "stands standing totaled totalled totals totaling totalling amounted amounts "
    "amounting grew grows grown growing rose rises risen rising increased increases "
    "increasing fell falls fallen falling dropped drops dropping declined declines "
    "declining decreased decreases decreasing slid slumped slipped shrank shrunk "
    "contracted dipped plunged tumbled eased slowed soared soaring surged surging "
    "jumped jumping climbed climbing exceeded exceeds exceeding surpassed surpasses "
    "surpassing topped topping tops gained gaining edged expanded expanding advanced "
    "rebounded accelerated ballooned skyrocketed swelled narrowed widened went came "
    "comes goes attained attains ranged averaged averages averaging remained remains "
    "maintained maintains maintaining kept approached approaching approaches passed "
    "broke crossed doubled tripled quadrupled doubling tripling quadrupling ranked "
    "ranks ranking placed placing accounted accounts accounting contributed "
    "contributes contributing represented represents representing comprised comprises "
    "comprising constituted constitutes constituting occupied occupies occupying "
    "expected estimated projected forecast slated set predicted planned scheduled "
    "range ranges ranging continued continues seems appeared turned hovered settled "
    "fluctuated valued numbered outpaced outstripped lagged recovered weakened "
    "strengthened picked shot approximates approximated"
)
"""What stands before them is mostly what is measured."""
GAINING = words(
    "has have had having made makes making did does recorded records recording "
    "registered registers registering posted posts posting reported reporting achieved "
    "achieves achieving realized realised realizes realizing saw sees seen seeing "
    "witnessed witnesses witnessing experienced enjoyed showed shown shows showing "
    "generated generates generating attracted attracts attracting introduced "
    "introduces introducing received receives receiving collected collects collecting "
    "earned earns earning reaped reaps netted booked drew draws secured secures "
    "securing signed signing completed completing launched launching opened added adds "
    "adding created creates creating produced produces producing provided provides "
    "providing offered offers offering put puts putting brought brings bringing boasts "
    "boasted boasting hosts hosted hosting houses housed employs employed employing "
    "invested invests investing committed commits committing spent spends spending "
    "raised raises raising paid pays paying exported exporting imported importing "
    "sold sells bought traded handled "
    "handles handling granted awarded allocated allocates earmarked poured injected "
    "utilized used uses using covers covered covering spans spanned spanning contains "
    "contained includes included involves involved involving delivered built builds "
    "developed develops owns owned holds held runs operates gathered gathers "
    "cultivated cut slashed lifted boosted lowered cemented consolidated implemented "
    "carried obtained obtains obtaining won wins took takes taking gave gives giving "
    "marking marked marks yielded yields yielding fetched bears bore supports "
    "supported targets targeted targeting aims aimed aiming plans expects led leads "
    "vowed lured luring clinched clinching notched notching amassed amassing racked "
    "wooed logged logging chalked "
    "pledged pledges said says announced unveiled released issued published "
    "established encompasses encompassed features featured rolled welcomed lists "
    "listed saves saved lent lends lending borrowed borrows donated pumping pumps "
    "pouring pours stretches stretched stretching extends extended include involve "
    "exceed attract generate provide create become employ contain comprise receive "
    "achieve cost costs costing lost loses losing began begins became get got gets met "
    "drove reduced reduces reducing lifting boosting lowering cutting priced pushed "
    "pushing"
)
"""What stands before them is mostly who has it; what is measured stands behind."""
BASES = words(
    "reach hit total amount grow rise increase fall drop decline decrease surge soar "
    "jump climb exceed surpass top gain expand double triple quadruple account "
    "contribute represent make attract introduce generate receive collect earn secure "
    "sign create produce provide offer put bring invest spend raise pay export import "
    "sell handle grant award allocate earmark use cover span include involve deliver "
    "build develop gather cut lift boost lower have be see achieve realize record "
    "approach attain employ host become remain maintain inaugurate renovate start "
    "complete launch open add cultivate support establish obtain inject save house "
    "rank stand keep lose lend borrow donate pump pour cost implement adopt reduce "
    "fund accommodate recruit hire pass advance post take win net fetch cross near "
    "come go shrink slow slip rebound recover average settle swell register gross "
    "supply trim meet process push clinch lure woo notch amass log wrap commit"
)
"""Verbs only behind "to" or a modal: "to total 5 billion", not "a total of"."""
VERBS = MEASURING | GAINING
BOTH = words(
    "houses hosts covers supports targets lists features plans spans offers grants "
    "yields marks reports records totals ranks uses runs saves drops falls rises gains "
    "declines decreases increases range ranges issues works exports imports hits posts "
    "cost costs pumps"
)
"""Verbs before a number, an article or a preposition of measure, else nouns."""
ANSWERS = words(
    "expect report plan anticipate believe intend indicate felt feel think cite note "
    "hope say increase rise fall grow decline total exceed remain account rank reach "
    "hit stand come go see have are were surge jump drop continue sell make need pay "
    "want employ start commit focus cover belong live operate specialize specialise "
    "engage involve concern cater consist include produce"
)
"""Verbs behind a plural: "firms expect", "exports rise"."""
MODALS = words("to will would can could may might should shall must not help helps")
"""Before a base form they make it a verb."""
CHAIN = MODALS | words(
    "has have had been be is are was were being expected estimated projected forecast "
    "planned set slated scheduled aims aim aimed aiming plans plan targets continued "
    "continues also already now even still further likely predicted due steadily "
    "sharply rapidly slightly significantly nearly quickly slowly all both each "
    "together reported said thought believed currently then again only just about "
    "kept keeps hopes strives expects meant designed able capable intended supposed"
)
"""What a verb may carry before it: "is expected to reach", "has also grown"."""

LOOSE_ENDINGS = words(
    "contracted registered fixed used designated combined related planned listed "
    "imported exported integrated unlimited limited accumulated consolidated adjusted "
    "renewed skilled funded owned based sized updated advanced retired estimated "
    "diversified certified aged united specialized specialised refined disposed "
    "processed automated weighted insured unemployed self-employed committed approved "
    "recycled unified licensed needed indeed exceed succeed proceed speed seed breed "
    "feed need freed shed bed red hundred added compared"
)
"""Words in -ed that are adjectives before a noun oftener than verbs."""

NOMINAL = {
    form: noun
    for noun, forms in {
        "investment": "invest invests invested investing inject injected injecting "
        "pour pours poured pouring commit commits committed committing",
        "spending": "spend spends spent spending pump pumps pumped pumping",
        "exports": "export exported exporting",
        "imports": "import imported importing",
        "allocation": "allocate allocates allocated allocating earmark earmarked",
        "earnings": "earn earned earning",
        "funds raised": "raise raises raised raising",
        "contribution": "contributed",
        "sales": "sell sold selling",
        "payment": "pay paid paying",
        "grant": "grant granted granting",
        "award": "award awarded awarding",
        "loans": "lend lends lent lending borrow borrowed borrowing",
        "donation": "donate donates donated donating",
        "savings": "save saves saved saving",
        "loss": "lose loses lost losing",
        "cost": "cost costs costing",
        "price": "priced",
        "value": "valued",
    }.items()
    for form in forms.split()
}
"""What a verb with an amount of money says is measured."""

GROWTH = words(
    "increase increases increment growth rise gain jump surge upturn drop decline "
    "decrease fall reduction expansion slump rate hike contraction dip uptick upswing "
    "downtick upsurge"
)
GROWING = words(
    "up down rose rises risen rising grew grows grown growing increased increases "
    "increasing gained gaining jumped jumping surged surging soared soaring climbed "
    "climbing expanded expanding rebounded accelerated fell falls fallen falling "
    "dropped drops dropping declined declines declining decreased decreases "
    "decreasing shrank shrinking slid slipped dipped higher lower more less faster "
    "slower grow increase rise fall drop decline decrease surge soar"
)
BREAKS = words(
    "that which who said while when whose where because although but says whereas will "
    "would"
)
OPENERS = words(
    "in on at by during with without from for since until till as of to according "
    "amid after before despite through throughout under over within between besides "
    "among across along around inside outside meanwhile moreover furthermore "
    "additionally however overall notably currently previously recently nowadays "
    "today now here there so far this last next when while if although thanks given "
    "based compared following including especially particularly specifically namely "
    "such and or respectively also then thus therefore first second third finally "
    "total like unlike"
)
"""A piece between commas that begins so is no noun phrase."""
APPOSING = words("including specifically namely especially particularly such")
EDGES = words(
    "the a an its their his her our my of in and that this these those also more well "
    "some while with for to as by from on only whose which among them it or both each "
    "year-on-year but another all said however meanwhile respectively first-ever "
    "record had has have was were is are be been they we there whereas yet despite into"
)
TAILS = words(
    "total such related up down through above below between under until per since now "
    "alone currently already still also then together so far ever annually just "
    "further once again apiece back even rapidly steadily sharply quickly steady "
    "reportedly have has had was were is are actually nearly about some"
)
PREPOSITIONS = words("of in from for on with at by to")
PLACE_WORDS = words("in at during from across within through throughout")
TIMES = words(
    "january february march april may june july august september october november "
    "december year years month months quarter quarters half first second third last "
    "this next monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4 "
    "h1 h2 annually same period decade past previous coming latest today yesterday "
    "ago mid early late ended ending date week weeks spring summer autumn fall winter"
)
ORDERING = words(
    "first second third half last next past same mid early late previous coming latest"
)
"""Times only before a time: "the first half", unlike "first stores"."""
BARE = words(
    "district city town area county company firm group region it they now country "
    "average also annually nation province park zone we he she project there this "
    "figure number total that sum value amount rate these those who which center "
    "centre one ones some all former latter municipality government state subdistrict "
    "village bank base valley island range ranges maximum minimum mark milestone"
)
"""Words that name who is spoken of, but not what is measured."""
ECONOMIC = words(
    "exports imports sales revenue revenues profit profits output production income "
    "incomes investment investments price prices wages employment consumption tax "
    "taxes taxation trade spending lending loans deposits inventories retail "
    "industrial fiscal public foreign fixed total residential manufacturing services "
    "agriculture tourism exporters orders shipments receipts turnover value volume "
    "capital financial digital household consumer passenger container cargo contracted "
    "actual added gross net annual per above-scale unemployment urbanization rents "
    "vacancies visitors population growth demand construction housing starts permits "
    "costs deals contracts fees tickets shares assets debts losses jobs users visits "
    "flights deliveries bookings rates expenditure expenditures expenses earnings "
    "savings restaurants hotels shops malls supermarkets"
)
"""Words that are no name even where a sentence begins with them."""
BACK = words(
    "it this that figure number total rate sum amount value proportion share "
    "achievement projection forecast"
)
"""A subject of these speaks of what the figure before measures."""
STOP_RIGHT = words(
    "while but which that who as to up down accounting at an ranking respectively is "
    "was were are has have had will would said according since during compared over "
    "than if last this contributing including from through across with into by making "
    "reaching representing a when where so both under below above amid after before "
    "whereas until via among not also within"
)
NO_NOUN = STOP_RIGHT | PREPOSITIONS | EDGES
"""Words that are no noun behind a figure or a verb."""
COMPLEMENT_STOP = words(
    "while but which that who respectively is was were are has have had will said "
    "according since during compared if last this accounting ranking when where so "
    "until and focusing covering including"
)
LINKS = words(
    ", ( ) and or with a an the which also both all each year - on over from per up "
    "down by of to at about nearly more than some almost year-on-year annual annually "
    "average yearly respectively its their it real sharp steep slight significant "
    "record further another robust rapid strong steady marked solid whopping "
    "remarkable notable considerable modest moderate substantial net nominal "
    "comparable compound compounded cumulative impressive staggering dramatic "
    "sustained same period last month months quarter half first second third years "
    "in as compared is was are were has have had been will be being expected "
    "estimated projected likely set even still then thereby thus hence again just "
    "only around figure figures level one for range decade ago earlier previous past "
    "this that who they these those one-year two-year over-the-year year-over-year "
    "year-to-year month-over-month week-over-week quarter-over-quarter double-digit "
    "single-digit current present now already while but total representing marking "
    "making bringing taking putting showing registering recording posting achieving "
    "seeing hitting "
    "equivalent equal namely i e ; between against"
) | (GROWTH | GROWING | TIMES | MODALS | COMPARED)
"""Words between two figures that leave what is measured unchanged."""
REACHING = words(
    "reaching reached reach hitting hit totaling totalling totaled amounting amounted "
    "amount accounting accounted account contributing contributed contribute "
    "representing constituting comprising occupying exceeding surpassing surpass "
    "exceeded exceed topping ranking ranked rank ranks placing placed standing "
    "doubling doubled tripling tripled quadrupling quadrupled turning approaching "
    "reaches surpassed accounts coming came continued continue maintaining maintained "
    "remained make makes made up part worth"
)
"""Participles and verbs that go on speaking of the clause before."""
INDUSTRIOUS = words(
    "industry industries sector sectors economy enterprises companies firms "
    "businesses services business trade projects ventures buildings parks "
    "institutions stores makers manufacturers carriers farms platforms organizations "
    "markets clusters fields"
)
"""Subjects that belong to the indicator: "the port industry earned ... in taxes"."""
ING_NOUNS = words(
    "manufacturing engineering catering shipping banking advertising printing housing "
    "processing publishing farming fishing mining clothing spending lending funding "
    "trading packaging retailing gaming computing"
)
"""Words in -ing that are no participles behind a comma."""
UNDERTAKINGS = words(
    "project projects program programme scheme fund plan plant initiative expo fair "
    "festival line bonds"
)
"""A name that ends with one of these is no place."""
MARKS = words("threshold mark milestone level target goal barrier")
UNITS = words(
    "units pieces sets copies tons tonnes teus tickets hours kilograms "
    "liters litres barrels micrograms kilowatts megawatts gigawatts"
)
"""Counted nouns that say nothing of what is counted."""
SCOPES = words(
    "among citywide nationwide nationally globally worldwide in of across province-wide"
)
