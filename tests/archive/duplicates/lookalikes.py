"""Texts that look like copies of each other and are not; all invented."""

from __future__ import annotations

import random
import re

RETOLD = {
    0: """\
North Quay wants bigger ships. After three hours of argument the port's board voted \
on Friday for a channel of 14.5 metres, which will cost 412 million crowns and keep \
dredgers in the harbour for two winters.

The city carries half of the bill. Shipping companies pay the other half through \
higher dues until the 2050s. For Maker Lines that is a good bargain: it has long \
wanted to bring four new freighters here, and promises 180 jobs.

"We have seen what dredging did to the western bank," Olle Brandt, a fisherman, told \
the board. He and his colleagues worry about the herring. Ines Varga, who chairs the \
board, answered with a pledge: if the count of fish drops by more than 15 percent in \
a year, the machines stop.

There will also be a cold store with room for 9,000 pallets and panels on its roof. \
Neighbours in the Rope Walk are not pleased with the prospect of 70 lorries a day \
and speak of going to court.""",
    4: """\
Soldiers drove school meals through flooded streets on Wednesday after a night of \
rain put the market square under water once more. Eleven schools stayed shut.

Firefighters were called to 600 cellars. They freed 27 people from cars, all of them \
unhurt. The river reached 5.84 metres and so missed the record of 1997 by a hand's \
breadth.

Anger turned to the council, whose wall against floods exists on paper only. One \
bidder left, the other wants 64 million crowns. Mayor Jarle Nowak said that the \
decision could not wait: "Water does not wait for tenders."

For shops it is the third flood in four years. Insurance will not cover what was \
stored below ground, and the damage of 7 million crowns may close some of them for \
good. More rain is forecast for the weekend.""",
    9: """\
Buying a flat has become cheaper again, renting one has not. That is the short form \
of what the bureau of statistics published about last year.

Sellers got 4.6 percent less on average, tenants paid 5.2 percent more. In the old \
town a square metre still costs 43,800 crowns, beyond the ring road it is 18,900. By \
the river prices crept up a little.

With 2,740 sales the market was quieter than at any time since 1995. Loans at nearly \
5 percent have shrunk what a family can afford by a third, to 54 square metres.

Meanwhile only 1.3 percent of flats to let stood empty, and the council's company \
has 6,800 people waiting. Fewer permits for new homes suggest that this will not \
change soon. Builders blame the fee for parking places.""",
}

TEMPLATES = {
    "weekly market": """\
Grain prices on the exchange of North Quay {moved} in the week to {number} {month}. \
Wheat for delivery in {month} closed at {number}.{number} crowns a tonne on Friday, \
{number}.{number} percent {side} than a week before. Barley stood at \
{number}.{number} crowns and maize at {number}.{number}.

Traders said that buyers from overseas had taken {number},000 tonnes, after \
{number},000 tonnes in the week before. Stocks in the port's stores came to \
{number},000 tonnes, the exchange said in its weekly report. Freight to the south \
cost {number}.{number} crowns a tonne.

Rapeseed {moved} by {number}.{number} percent. Oil meal was quoted at {number} \
crowns, and the premium for organic wheat was {number} crowns. The turnover of the \
week was {number}.{number} million crowns in {number} deals.

The next report of the exchange appears on {number} {month}.""",
    "monthly jobs": """\
The number of people without work in the district {moved} by {number} to \
{number},{three} in {month}, the labour office said on {number} {month}. The rate \
was {number}.{number} percent, after {number}.{number} percent in the month before \
and {number}.{number} percent a year ago.

Employers reported {number}{three} open posts, {number} of them in care. \
{number}{three} people found work and {number}{three} lost it. Of those without work \
{number} percent were older than 50 and {number} percent younger than 25.

The head of the office said that the figures reflected the season. In the building \
trade {number} companies had put workers on short time, in industry {number}. \
Courses were attended by {number}{three} people.""",
    "quarterly results": """\
{name} said on Thursday that its sales in the quarter {moved} by {number} percent to \
{number}.{number} million crowns. Profit before interest and taxes was \
{number}.{number} million crowns, after {number}.{number} million in the same \
quarter of the year before, and net profit {number}.{number} million.

The company expects sales of between {number}{three} and {number}{three} million \
crowns for the whole year and confirmed its goal of a margin of {number} percent. It \
employs {number}{three} people. The order book stood at {number}{three} million \
crowns at the end of the quarter.

The shares of the company {moved} by {number}.{number} percent to {number}.{number} \
crowns. The full report will be published on {number} {month}. The company will hold \
a call for analysts and journalists at {number} o'clock, in which the members of the \
board will answer questions about the past quarter and the outlook.""",
    "notice of a closure": """\
The council gives notice that it has made an order the effect of which is to \
prohibit any vehicle from proceeding along {name} from {number} {month} until \
{number} {month} between {number}:{number} and {number}:{number}. The order is \
needed for works on the mains for water and gas and on the surface of the road.

The way round for traffic will be signed. Access for those who live there, for the \
fire brigade and for ambulances will be kept wherever it is possible. Those who \
cross on foot are not affected. Any person who wishes to object may write to the \
head of the office for roads at the town hall, giving the number {number}/{number} \
and the reasons, within {number} days.""",
}

NAMES = (
    "Tanner Street",
    "Castle Hill",
    "Rope Walk",
    "Maker Lines",
    "Astra Rooms",
    "Harbour Cells",
    "Mill Bend",
    "Ironbridge Steel",
)
MONTH_NAMES = ("January", "March", "April", "June", "August", "October", "November")

MONTHS = (
    """\
Reports from the district suggest that business activity rose modestly in the month. \
Retail sales were mixed: department stores had a slow start, but sales of furniture \
and garden tools were reported to be well ahead of last year. Inventories are said \
to be in line with sales.

Manufacturers report that new orders increased somewhat and that backlogs were \
unchanged. Makers of machine tools were the most optimistic. Several respondents \
expressed concern about the cost of energy and about deliveries of parts.

Bankers report that demand for loans was steady. Mortgage lending picked up with the \
season. Deposits grew slowly, and no bank reported trouble with the loans of \
farmers.

Crops are generally in good condition after the rain, although planting of beans is \
behind schedule in the north. Prices of cattle were little changed.""",
    """\
Reports from the district suggest that business activity was little changed in the \
month. Retail sales rose after the weak spring: department stores reported gains in \
clothing, while sales of cars remained below those of last year. Inventories are \
said to be somewhat higher than desired.

Manufacturers report that new orders were flat and that backlogs declined. Makers of \
paper were the most pessimistic. Several respondents expressed concern about imports \
and about the supply of skilled labour.

Bankers report that demand for loans weakened. Mortgage lending slowed as rates went \
up. Deposits were unchanged, and two banks reported that farmers had asked for more \
time.

Crops have suffered from the heat, although the harvest of wheat was better than \
expected in the south. Prices of cattle fell, and ranchers have begun to sell part \
of their herds.""",
    """\
Reports from the district suggest that business activity slowed at the end of the \
month. Retail sales were disappointing: discount shops did better than department \
stores, and sales of appliances were reported to be well below last year. \
Inventories are said to be a problem for dealers in cars.

Manufacturers report that new orders decreased for the third month in a row. Makers \
of electrical parts have cut hours. Several respondents expressed the hope that \
demand would recover with the new year.

Bankers report that demand for loans from companies was weak, while loans to \
consumers grew. Mortgage lending came to a halt in some towns. Deposits grew as \
savers waited.

The harvest is in, and yields of maize were above the average of the last years. \
Prices of cattle recovered a little from the low of the summer.""",
)

SHORT = (
    """\
The library on Mill Bend closes at noon on Saturday because its lights are being \
renewed. Books that are due on that day may be brought back on Monday without a fee, \
the head of the library said, and the reading room stays open.""",
    """\
The swimming pool on Mill Bend closes at noon on Sunday because its pumps are being \
renewed. Tickets that were bought for that day may be used on Monday without a fee, \
the head of the pool said, and the sauna stays open.""",
    """\
A cyclist was hurt on Tanner Street on Monday when a lorry turned right. She was \
brought to hospital with a broken arm. The police ask those who saw the accident to \
call the station at the bridge, the spokesman said.""",
    """\
A driver was hurt on Castle Hill on Friday when a van ran into his car. He was \
brought to hospital with a broken leg. The police ask those who saw the accident to \
call the station at the market, the spokesman said.""",
)

LATER = (
    """\
In the evening the opposition asked for a debate. Its speaker called the matter a \
test of whether the district's leaders still talk to those whom they govern, and \
announced a motion for the next session.""",
    """\
The district has 214,000 inhabitants and is the third largest of the region. It lost \
a tenth of its people in the years after the mills closed and has grown again since \
the railway was renewed.""",
    """\
A spokesman for the ministry said that it knew of the case and saw no reason to step \
in. Similar questions had been settled elsewhere without a law, and a law would come \
too late.""",
    """\
Economists at the university warned against reading too much into a single case. \
What counts, they wrote in a note to the chamber of commerce, is whether wages \
follow.""",
)

_GAP = re.compile(r"\{(\w+)\}")


def fill(template: str, chance: random.Random) -> str:
    """The template with other numbers, names and directions."""

    def word(gap: re.Match[str]) -> str:
        match gap[1]:
            case "number":
                return str(chance.randrange(1, 60))
            case "three":
                return str(chance.randrange(100, 1000))
            case "month":
                return chance.choice(MONTH_NAMES)
            case "name":
                return chance.choice(NAMES)
            case "moved":
                return chance.choice(("rose", "fell"))
            case _:
                return chance.choice(("higher", "lower"))

    return _GAP.sub(word, template)
