"""Organisations that no gazetteer knows, told by rules from all else in capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction import Story
from archive.extraction.organisations import find_companies
from tests.archive.extraction.organisations.reading import PLACES, finds, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # By endings and trades.
        ("Tangyu Motors opened a plant.", ["Tangyu Motors"]),
        (
            "A deal went to Misaro Foods Co., Ltd. and to Kelvo Inc.",
            ["Misaro Foods", "Kelvo"],
        ),
        ("Tangyu Shipbuilding (Group) Co Ltd won an order.", ["Tangyu Shipbuilding"]),
        ("The Misaro Pharmaceutical Co plans a lab.", ["Misaro Pharmaceutical"]),
        ("Shanghai Tangyu Group grew.", ["Shanghai Tangyu Group"]),
        ("The Anting Group grew.", ["Anting Group"]),
        ("Kelvo Science & Technology moved in.", ["Kelvo Science & Technology"]),
        (
            "Tangyu Aluminum and Chemical Corp grew.",
            ["Tangyu Aluminum and Chemical Corp"],
        ),
        # Institutions and associations may have a place for a name.
        (
            "The Shanghai Federation of Toy Makers met.",
            ["Shanghai Federation of Toy Makers"],
        ),
        (
            "The Putuo Riverside Joint Building Alliance met.",
            ["Putuo Riverside Joint Building Alliance"],
        ),
        ("The Kelvo Foundation met.", ["Kelvo Foundation"]),
        ("Students of the University of Kelvo came.", ["University of Kelvo"]),
        (
            "The Institute of Rice Science of Kelvo University met.",
            ["Institute of Rice Science of Kelvo University"],
        ),
        ("The Art Department of Kelvo University met.", ["Kelvo University"]),
        (
            "The United Nations Rice Program praised it.",
            ["United Nations Rice Program"],
        ),
        ("The Shanghai Rice Exchange opened.", ["Shanghai Rice Exchange"]),
        ("The Bank of Kelvo opened a branch.", ["Bank of Kelvo"]),
        ("The Kelvo Bank Chengdu Branch opened.", ["Kelvo Bank"]),
        ("A partner at the Kelvo Law Firm came.", ["Kelvo Law Firm"]),
        ("The Kelvo Institute of the Arts opened.", ["Kelvo Institute of the Arts"]),
        ("The Kelvo Foundation of Chairman Wu Ming opened.", ["Kelvo Foundation"]),
        ("Belmondo and Sons Ltd opened a store.", ["Belmondo and Sons"]),
        ("The brewer Orvela and Co. opened a bar.", ["Orvela"]),
        ("Modern Television and Film Co opened.", ["Modern Television and Film"]),
        ("Kelvo (Shanghai) Robotics opened.", ["Kelvo (Shanghai) Robotics"]),
        ("Kelvo Cosmetics Greater China grew.", ["Kelvo Cosmetics Greater China"]),
        ("The US Kelvo Group opened a hall.", ["Kelvo Group"]),
        ("The Kelvo Waterworks opened.", ["Kelvo Waterworks"]),
        (
            "The Kelvo Institute of Teapots and Information Technology met.",
            ["Kelvo Institute of Teapots and Information Technology"],
        ),
        ("\n\nNew Lab of Kelvo Robotics to Open\n\nIt grew.", ["Kelvo Robotics"]),
        # By lists.
        ("Firms such as Orvela, Tangyu and Kelvo came.", ["Orvela", "Tangyu", "Kelvo"]),
        ("It lured companies including Orvela and Tangyu.", ["Orvela", "Tangyu"]),
        ("Brands like Orvela and Kelvo opened stores.", ["Orvela", "Kelvo"]),
        ("It drew such big names as Orvela and Kelvo.", ["Orvela", "Kelvo"]),
        (
            "It drew firms from many cities, such as Orvela and Kelvo.",
            ["Orvela", "Kelvo"],
        ),
        ("Global players Orvela and KLV came.", ["Orvela", "KLV"]),
        ("Orvela, Tangyu and other tech companies came.", ["Orvela", "Tangyu"]),
        (
            "There are Tangyu Biotech, Orvela and Kelvo Semiconductor.",
            ["Tangyu Biotech", "Orvela", "Kelvo Semiconductor"],
        ),
        (
            "It is a supplier of Orvela, Tangyu and Kelvo.",
            ["Orvela", "Tangyu", "Kelvo"],
        ),
        (
            "There are Northwind, Tangyu Motors, Orvela and Kelvo.",
            ["northwind", "Tangyu Motors", "Orvela", "Kelvo"],
        ),
        # By what stands beside.
        ("Orvela, a local maker of sensors, moved.", ["Orvela"]),
        ("Orvela, which is a leading chip designer, moved.", ["Orvela"]),
        ("Orvela, one of the largest makers of toys, moved.", ["Orvela"]),
        ("Orvela – a maker of toys – moved.", ["Orvela"]),
        ("Orvela is a maker of toys.", ["Orvela"]),
        ("The French cosmetics giant Belmondo & Fils came.", ["Belmondo & Fils"]),
        ("Auto supplier Orvela came.", ["Orvela"]),
        ("Its subsidiary Orvela came.", ["Orvela"]),
        ("Germany's Orvela built a lab.", ["Orvela"]),
        ("The Shanghai-based Orvela built a lab.", ["Orvela"]),
        ("A report by Orvela said so.", ["Orvela"]),
        ("A contract was signed with Orvela and Kelvo.", ["Orvela", "Kelvo"]),
        ("The headquarters of Orvela stands there.", ["Orvela"]),
        ("Zhang Ming, general manager of Orvela, was glad.", ["Orvela"]),
        ("Orvela CEO Ann Smith was glad.", ["Orvela"]),
        ("They saw Orvela's plant.", ["Orvela"]),
        # By verbs and by shape.
        ("In May, Orvela acquired a rival.", ["Orvela"]),
        ("OrvelaTech launched a service.", ["OrvelaTech"]),
        ("ORV opened an office.", ["ORV"]),
        ("Orvela, founded in 2012, employs 300 people.", ["Orvela"]),
        ("Orvela.com, an online retailer, moved.", ["Orvela.com"]),
        ("A lab run by Orvela Kelvo Tangyu (OKT) opened.", ["Orvela Kelvo Tangyu"]),
        # By verbs of others too, where they stand twice.
        ("Here, Kelvo recently launched tea. Now, Kelvo opened a hall.", ["Kelvo"]),
        ("Here, Kelvo recently launched tea.", []),
        ("In spring TeaJoy was fine. People like TeaJoy.", []),
        # Letters that could be a place's, and are none of its.
        ("Malu Town has a port. MT, a maker of toys, came.", ["MT"]),
        ("Kaiyuan Town has a port. ORV opened an office.", ["ORV"]),
        # Names that begin alike.
        (
            "Orvela Blackstone Bank opened. Auto supplier Orvela came.",
            ["Orvela Blackstone Bank", "Orvela"],
        ),
        # Countries and unions with long names.
        (
            "Its partners were the European Union, the United States and Orvela.",
            ["Orvela"],
        ),
        ("Auto suppliers Orvela and South Korea's Kelvo came.", ["Orvela", "Kelvo"]),
        # Nouns that open a sentence in capitals, rivals, what a company makes.
        ("Consultancy Orvela expects growth.", ["Orvela"]),
        ("Insurer ORV and fashion label Kelvo pay most.", ["ORV", "Kelvo"]),
        ("Insurer Associations met.", []),
        ("Orvela, which makes valves, said so.", ["Orvela"]),
        ("Orvela, which will each year sell valves, said so.", []),
        ("Meishan, which grows rice, is pretty.", []),
        ("Orvela, a young rival that sorts parcels, came.", ["Orvela"]),
        ("Orvela, a spin-off of a school, came.", ["Orvela"]),
        ("Said Xia Peng, an analyst at Orvela, in May.", ["Orvela"]),
        ("Orvela of Germany rents a hall.", ["Orvela"]),
        ("Orvela of old was a town.", []),
        (
            "Talks with Nicolas Orvel, vice president of Kelvo Foods, and Tobias Tang, "
            "CEO of Tangyu Motors, began.",
            ["Kelvo Foods", "Tangyu Motors"],
        ),
        (
            "Firms in this old park at the bay, which is green and has ponds, include "
            "Shanghai Electric Kelvo Group, Tangyu Motors, Orvela and Misaro.",
            ["Shanghai Electric Kelvo Group", "Tangyu Motors", "Orvela", "Misaro"],
        ),
        # Beside one that is known; not beside a place or a person.
        ("Northwind and Orvela lead.", ["northwind", "Orvela"]),
        ("Northwind, Kelvo and Orvela lead.", ["northwind", "Kelvo", "Orvela"]),
        ("Northwind and Beijing lead.", ["northwind"]),
        ("Northwind and Kwon Oh-hyun met.", ["northwind"]),
        ("In two years, Li's employees were glad.", []),
        # What they will do, at two places; what they sign; their only store.
        ("Orvela will open a shop. In May, Orvela will also hire.", []),
        (
            "In May, Orvela will open a shop. In June, Orvela will hold a fair.",
            ["Orvela"],
        ),
        ("In May, Orvela will. In June, Orvela will.", []),
        ("In May, Orvela signed a partnership with a school.", ["Orvela"]),
        ("In May, Orvela signed a wall.", []),
        ("In May, Orvela signed a wall with a pen.", []),
        ("It is the first store of Orvela in town.", ["Orvela"]),
        ("Orvela Bio-tech opened.", ["Orvela Bio-tech"]),
        # What else was renamed.
        ("Tangyu Motors, formerly Kaiyuan Road, grew.", ["Tangyu Motors"]),
        # Beside names of nations, tickers and legal endings.
        (
            "Firms like Tangyu Foods Ltd, the French Orvela and the Swiss Kelvo came.",
            ["Tangyu Foods", "Orvela", "Kelvo"],
        ),
        ("Orvela (00688.HK) and Misaro (NYSE: MSR) grew.", ["Orvela", "Misaro"]),
        ("Display manufacturer Japan Tiles came.", ["Japan Tiles"]),
        ("A deal went to Putuo-registered Kelvo Supply Co.", ["Kelvo Supply"]),
        ("It signed with Top Orvela Investments Ltd.", ["Top Orvela Investments"]),
        (
            "The Shanghai State-owned Capital Investment Co grew.",
            ["Shanghai State-owned Capital Investment"],
        ),
        (
            "She heads the Commerce Economy Association.",
            ["Commerce Economy Association"],
        ),
        (
            "Data from the Chinese Sample Car Association fell.",
            ["Chinese Sample Car Association"],
        ),
        ("So said Mr Guo, director of research at Orvela.", ["Orvela"]),
        ("According to Orvela China, rents fell.", ["Orvela China"]),
    ],
)
def test_it_finds_organisations_nobody_listed(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Places.
        "Metro Line 14 reaches Zhongshan Park and the Grand Theater.",
        "Towns such as Malu, Anting and Gusu will build schools.",
        "Visitors from Jiangsu, Zhejiang and Anhui provinces came.",
        "Roads such as Fuming, Kaiyuan and Dingxi were paved.",
        "Crowds filled Fuming, Kaiyuan, Dingxi and Anhua roads.",
        "Shops in Kaiyuan opened, and Kaiyuan launched a fair.",
        "Kaiyuan, a town in Jiading, opened a farm.",
        "Jiading, the country's leading producer of plums, opened a fair.",
        "The Sample River Innovation Hub has 30 companies.",
        # Offices and their people.
        "Li Xiaoming, director of the Putuo Commission of Commerce, spoke.",
        "Officials of the Ministry of Industry and Information Technology came.",
        "The Shanghai Municipal Development and Reform Commission agreed.",
        "Party Secretary Cao Ming met Ambassador Fermin Varela.",
        "Jeffrey Simmel, the firm's chairman, came.",
        "Zhang Wei, an executive at a local company, was glad.",
        "Wang said the company would grow.",
        "Firms were led by Kelvo A. Tang, chief executive officer of a bank.",
        # Events, plans, things.
        "The World Rice Conference and the Sample Expo opened.",
        "The Belt and Road Initiative brings trade.",
        'The "Beautiful Homes" initiative helps firms.',
        "The “20 Measures to Promote Foreign Capital” were issued.",
        "The ‘Bright Kelvo Foods’ campaign began.",
        "The Little Giant program supports SMEs.",
        "Its latest car ES9 was launched.",
        "A new KX-7 model was launched.",
        "Firms in sectors such as AI, Robotics and Biomedicine came.",
        # Words that are only capital because they open a sentence.
        "Companies announced plans.",
        "Grocery stores opened.",
        "Organic Foods sold well. People like organic rice.",
        "Separately, a major employment agency reported gains.",
        "Directors and other business leaders spoke.",
        "Meanwhile, a developer opened an office.",
        # Abbreviations.
        "GDP rose and CEOs of MNCs came.",
        "The Sample New District (SND) opened an office. SND launched a plan.",
        # Headings.
        "\n\nNew Smart Energy Development\n\nMore was said.",
        "\n\nGreen Town Backs Humanoid Robotics\n\nMore was said.",
        # Newspapers.
        "People told China Daily and Xinhua so.",
        # A place of that name.
        "It rained. Kelvo Road is long.",
        # Capitals for other reasons.
        "Makers tried 75 new Class-1 drugs.",
        "The head of the exhibition stayed at Sampleton.",
        "He looked hard at Sampleton.",
        "Limited Partner (LPQ) funds and the Yard (NO. 21) are old.",
        "They came from Germany, the French Riviera and the Swiss Alps.",
    ],
)
def test_what_is_no_organisation_is_left_alone(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "Auto supplier Orvela came. People like Orvela.",
            ["Orvela", "Orvela"],
        ),
        (
            "Orvela Foods opened a plant. Auto supplier Orvela came.",
            ["Orvela Foods", "Orvela"],
        ),
        (
            "Orvela Cloud Security came. Orvela grew.",
            ["Orvela Cloud Security", "Orvela"],
        ),
        ("JALA Group grew. Jala was small.", ["JALA Group", "Jala"]),
        ("The brand L’Orvel grew. L'Orvel sells soap.", ["L’Orvel", "L'Orvel"]),
        ("The brand Orvéla grew. Orvela sells soap.", ["Orvéla", "Orvela"]),
        (
            "Kelvo Tangyu Robotics (KTR) opened a lab. KTR has 30 staff.",
            ["Kelvo Tangyu Robotics", "KTR", "KTR"],
        ),
        (
            "Kelvo Foods, formerly Tangyu Dairy, moved. Tangyu Dairy was old.",
            ["Kelvo Foods", "Tangyu Dairy", "Tangyu Dairy"],
        ),
    ],
)
def test_one_sure_mention_makes_the_others_sure_and_one(
    text: str, surfaces: list[str]
) -> None:
    found = finds(text)
    assert [find.surface for find in found] == surfaces
    assert len({find.name for find in found}) == 1


def test_a_first_word_leads_to_the_one_known_company_that_begins_so() -> None:
    found = finds("Mirelle Fresh sells fish. The grocer's rival Mirelle grew.")
    assert {find.company for find in found} == {"mirelle-fresh"}


def test_an_acronym_leads_to_the_known_company() -> None:
    found = finds("China Sample Shipbuilding won an order. CSS will build it.")
    assert [(find.company, find.surface) for find in found] == [
        ("china-sample-shipbuilding", "China Sample Shipbuilding"),
        ("china-sample-shipbuilding", "CSS"),
    ]


def test_an_acronym_that_is_sure_by_itself_is_of_the_known_company_too() -> None:
    found = finds(
        "China Sample Shipbuilding won an order. The maker CSS will build it."
    )
    assert {find.company for find in found} == {"china-sample-shipbuilding"}


def test_a_known_name_inside_a_longer_one_is_another_company() -> None:
    assert names("Northwind Asset Management came.") == ["Northwind Asset Management"]


def test_a_school_keeps_its_number() -> None:
    text = "Pupils of the Kelvo No. 2 High School came."
    assert names(text) == ["Kelvo No. 2 High School"]


def test_a_known_name_keeps_its_legal_ending_and_its_country() -> None:
    assert names("Northwind China Co Ltd came.") == ["northwind"]


def test_a_word_of_a_known_name_is_not_its_short_form() -> None:
    found = finds("Shanghai Electric grew. Electric cars sell.")
    assert [find.surface for find in found] == ["Shanghai Electric"]


def test_the_kind_is_said() -> None:
    text = "Kelvo University, the Kelvo Foundation and Kelvo Foods met."
    assert [(find.name, find.kind) for find in finds(text)] == [
        ("Kelvo University", "school"),
        ("Kelvo Foundation", "association"),
        ("Kelvo Foods", "company"),
    ]


def test_a_name_of_the_body_is_known_in_the_headline() -> None:
    found = finds("The carmaker Orvela came.", headline="Orvela Opens New Plant")
    assert [(find.part, find.surface) for find in found] == [
        ("headline", "Orvela"),
        ("body", "Orvela"),
    ]


def test_a_first_word_printed_in_capitals_names_nobody() -> None:
    story = Story(headline="", standfirst="", body="WORK began on a hall.")
    assert find_companies(story, PLACES) == []


@pytest.mark.parametrize("heading", ["THE ART DEPARTMENT OF", "Faculty Of"])
def test_a_heading_that_breaks_off_behind_of_names_nobody(heading: str) -> None:
    assert names(f"{heading}\n\nTangyu Motors opened a plant.") == ["Tangyu Motors"]


BRANDS = st.sampled_from(["Orvela", "Tangyu", "Kelvo", "Misaro", "Belmor", "Zunex"])
FRAMES = st.sampled_from(
    [
        "Firms such as {} came.",
        "It drew companies including {}.",
        "The district signed contracts with {}.",
        "International giants {} came.",
        "In May, {} and other tech firms came.",
    ]
)


@given(FRAMES, st.lists(BRANDS, min_size=1, max_size=5, unique=True))
def test_every_name_of_a_list_is_found(frame: str, brands: list[str]) -> None:
    listed = " and ".join([", ".join(brands[:-1])] * bool(brands[:-1]) + brands[-1:])
    assert names(frame.format(listed)) == brands
