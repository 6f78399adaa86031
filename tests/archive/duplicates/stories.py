"""Invented stories, paragraph by paragraph, to make copies and look-alikes of."""

from __future__ import annotations

STORIES: tuple[str, ...] = (
    """\
The harbour board of North Quay approved a plan on Friday to deepen the main channel \
to 14.5 metres and to build a cold store beside the fish market.

Work is to begin after the herring season, the board's chair, Ines Varga, said, and \
should take two winters. The plan costs 412 million crowns, of which the city pays \
half and the port's users the rest over 20 years.

Maker Lines, the largest user of the port, had asked for a deeper channel for ten \
years. It said it would now order four larger ships and move its repair shop from \
Southport, which would bring 180 jobs to the district.

Fishermen who spoke at the hearing feared for the spawning grounds near the old \
breakwater. "We have seen what dredging did to the western bank," said Olle Brandt, \
who has fished there since 1988.

The board promised to count the fish every spring and to stop the dredgers when the \
count falls by more than 15 percent against the year before.

Last year 6.2 million tonnes of goods went through the port, 3.1 percent more than \
in the year before. Two thirds of it was grain and fertiliser.

The cold store will hold 9,000 pallets. Its roof is to carry solar panels with an \
output of 2.4 megawatts, enough for the store and the market hall together.

A group of residents of the Rope Walk said it would go to court against the traffic \
of lorries, which the plan puts at 70 a day while the channel is dug.
""",
    """\
A battery maker founded by three former teachers will move into the empty glass \
factory at Mill Bend, the district's office for trade said on Tuesday.

Harbour Cells signed a lease for 22,000 square metres over 15 years. It wants to \
make packs for delivery vans and ferries there from next autumn and to employ 340 \
people by the end of its second year.

"We looked at nine sites in three countries," said Maud Ferreira, one of the \
founders. "Here the power line is already in the ground and the river takes our \
goods."

The factory made bottles until 2009 and stood empty since. Two attempts to turn it \
into flats failed when engineers found lead in the soil below the furnace hall.

The district pays for the cleaning of the ground, which is put at 31 million crowns, \
and gets the money back through the rent. An audit of the contract by the city's \
accountants is due in March.

Harbour Cells had sales of 88 million crowns in its last business year, more than \
twice as much as before, and a loss of 19 million. Its owners include two pension \
funds and the founders, who hold 36 percent.

Trade unions welcomed the plan but asked for a contract on wages before any machine \
is bought. Talks are to begin within the month.

Across the river a maker of bus seats announced in the same week that it would close \
and let 120 people go.
""",
    """\
Trams will run every six minutes on the new line between the central station and the \
university hospital, the transport authority said as it presented its timetable.

The line is 8.7 kilometres long, has 14 stops and crosses the river on the bridge \
that was opened for cyclists two years ago. The authority expects 41,000 passengers \
on a working day.

Building it took five years and 2.9 billion crowns, 380 million more than the \
council had agreed to. The auditors blamed steel prices and a sewer of which no plan \
existed.

The first tram leaves at 4:40 in the morning, so that the early shift at the \
hospital can be in time. On Saturdays the trams run all night.

Shopkeepers along Tanner Street, which was a building site for 26 months, are to get \
a second payment from the fund for losses. The first was 4,500 crowns for each shop \
and quarter.

"Half of my customers learned to go elsewhere," said the baker Tomas Ilves. "I hope \
the stop in front of the door teaches them to come back."

Bus lines 12 and 31 end with the first tram. Line 44 will turn to the garden \
suburbs, which had no bus after eight in the evening.

Tickets cost what they cost on the older lines. For the first weekend they are free, \
and the authority asks families to leave the morning trams to those who work.
""",
    """\
The brewery on Castle Hill has bought its younger rival from the docks, ending a \
quarrel over a label that kept the courts busy for six years.

Castle Hill Brewers pays 57 million crowns for Dockside Ales, half in cash and half \
in its own shares. Both names stay, and so do both brewhouses, the companies said.

Dockside was founded in a garage in 2013 and makes 18,000 hectolitres a year, most \
of it a dark beer with oats. Castle Hill makes twelve times as much and has not \
grown since its bottling line was renewed.

The quarrel was about a tower. Both had one on their labels, and both said that it \
was theirs. In the end a court found that the tower belongs to the city, which had \
never been asked.

"It was cheaper to buy them than to go on," said the owner of Castle Hill, Benedikt \
Aal, and it was not quite a joke: the lawyers had cost him more than three million \
crowns.

Dockside's 46 workers keep their jobs for at least four years. Its founder, Ruta \
Salo, becomes brewmaster of both houses.

The authority for competition has to agree. Together the two sell 22 percent of the \
beer that is drunk in the region's pubs, and less than five percent of what is \
bought in shops.

Hop growers in the valley fear for prices when there is one buyer less. Their union \
asked the authority to hear them before it decides.
""",
    """\
Heavy rain closed eleven of the district's forty-three schools on Wednesday and left \
the market square under water for the third time in four years.

The fire brigade pumped 600 cellars and brought 27 people from their cars, its head \
said. Nobody was hurt. At the gauge below the weir the river stood at 5.84 metres, \
12 centimetres less than in the flood of 1997.

The wall that the council voted for after the last flood is not yet built. Its first \
part was to be ready in spring; then the only bidder withdrew, and the second asked \
for 64 million crowns instead of 45.

"Water does not wait for tenders," said the mayor, Jarle Nowak, as he walked through \
the square in rubber boots. He wants the council to meet on Monday and to decide \
without a new round of bids.

Traders put their losses at 7 million crowns. The insurers pay for goods on shelves \
but not for those in cellars, since these were told to be empty after 2019.

The weather service expects two dry days and then rain again, though less. The \
reservoir in the hills is 93 percent full and lets out what comes in.

School meals for 3,100 children were cooked in the barracks and driven out by \
soldiers. The last school is to open again on Friday.

A fund for those who lost their home has gathered 240,000 crowns, most of it in sums \
below one hundred.
""",
    """\
Women now run 38 percent of the companies in the district's software park, the \
park's yearly survey shows, up from 21 percent five years ago.

The park counts 412 companies with 9,700 people. Their sales rose by 11 percent to \
6.3 billion crowns, and for the first time more than half of it came from abroad.

Games make the largest part, followed by programs for hospitals and for ports. Four \
companies employ more than 300 people each; two thirds employ fewer than ten.

"We stopped asking who would like to be a founder and began to ask who has a problem \
worth solving," said the park's director, Hanna Bielik, of a course that began six \
years ago with eight women and had 130 last winter.

Rents in the park rose by 7 percent, and the list of those who wait for a room is \
longer than ever. A seventh building with 11,500 square metres is to open in two \
years.

What companies miss most is people. They reported 840 open posts, among them 200 for \
testers, and asked the ministry to let students from abroad stay for longer than a \
year.

The university next door will double its courses in the evening. It lost 14 teachers \
to the park last year and won back three.

The survey was answered by 371 companies. Those that had moved out were not asked \
why, which the opposition in the council called odd.
""",
    """\
The last shipyard on the eastern bank delivers its last ship this week, a ferry for \
400 passengers, and then becomes a place to take ships apart.

The yard was founded in 1871 and once had 5,200 workers. It has 310 today, of whom \
190 have signed to stay and learn the new trade. The others leave with a month's \
wage for each year.

Taking ships apart has moved back to Europe since the rules for beaches in Asia \
became strict. The yard's owner, the Lindqvist family, has contracts for nine ships, \
the first a tanker that lies in the roads already.

"My grandfather riveted here and my father welded here, and I shall cut," said the \
foreman Piet Adler. He has kept the plate of every ship since he began.

Steel from old ships goes to the mill at Ironbridge by rail. Three trains a week are \
planned, at night, and the villages on the line have asked for a wall against the \
noise.

The district gives no money but builds a pool in which oily water is cleaned. It \
costs 23 million crowns and is paid for by a fee on each tonne.

Inspectors will measure asbestos in the air at six places and publish what they find \
every hour. A doctor will be on the yard whenever cutters are.

On Sunday everyone may walk through the hall once more. The crane that can be seen \
from all over the city stays; it has been a monument since 2004.
""",
    """\
Farmers in the river meadows sold their first rice this autumn, 46 tonnes of a short \
grain that needs no standing water.

Eleven farms had sown it on 28 hectares after three summers in which barley failed. \
The seed came from growers in the delta, who learned to plant it in rows and to \
water it with hoses that drip.

"People laughed until they ate it," said Agnes Torv, who sold her part within nine \
days from a table at the gate. She took 34 crowns for a kilogram, three times what a \
supermarket asks for rice from overseas.

The chamber of farming puts the cost at 19 crowns a kilogram and warns that prices \
will come down when more is grown. It advises nobody to sow more than a tenth of the \
land.

Water is the question. A hectare took 5,900 cubic metres, a third of what paddies \
need but more than any grain here. The water board has given its permit for two \
years only.

The herons like it. A count by the bird society found 61 pairs, twice as many as \
before, and frogs in ditches that had been dry since the bypass was built.

A baker in the old town makes bread of rice and rye and sells it by the half loaf. A \
brewer is trying as well, but says it is too early to taste.

Next spring 17 farms want to sow. The cooperative looks for a mill, since the \
nearest one that can take off the husk is 210 kilometres away.
""",
    """\
A court stopped the sale of the old post office to a hotel chain on Thursday because \
the council had not asked those who live in it.

The building from 1908 holds 24 flats above the hall with the counters. The council \
sold it in June for 96 million crowns to Astra Rooms, which wanted to open 140 rooms \
there.

Those who live in a house of the city have the right to make an offer first, the \
judge said, and being told from the newspaper is not being asked. They now have 60 \
days.

"We have 60 days and no money, but we have a bank that listens," said Leopold Kern, \
who has lived on the third floor since his birth 71 years ago.

A cooperative that the tenants founded would pay 88 million, four fifths of it \
borrowed. It would let the hall to the library, which has looked for a larger place \
since 2016.

Astra Rooms said it would wait for the written judgment. It had paid a tenth of the \
price, and its architects had worked for a year.

The head of the council's finances, Vera Stoll, called the judgment a lesson. The \
eight million that the city may lose had been meant for the roof of the swimming \
pool.

Two more sales, of a fire station and a school, were made in the same way. Their \
tenants have asked the same lawyer.
""",
    """\
Prices of flats in the district fell for the second year in a row, by 4.6 percent on \
average, while rents rose by 5.2, the bureau of statistics said.

A square metre cost 43,800 crowns in the old town, 29,300 in the garden suburbs and \
18,900 beyond the ring road. Only flats by the river became dearer, by less than one \
percent.

2,740 flats changed hands, 300 fewer than in the year before and the fewest since \
the count began in 1995. Half of the buyers were younger than 36.

The bureau sees the reason in interest. A loan over 20 years cost 4.9 percent on \
average, against 2.1 three years before, and a family with two usual wages can pay \
for 54 square metres instead of 81.

Those who cannot buy rent, and there are too few flats to let: 1.3 of 100 were free \
in December. The council's own company let 410 and had 6,800 names on its list.

"We build where nobody wants to live and plan where everybody does," said Karin \
Oyelaran, who teaches town planning. Of 1,900 flats that were finished, 1,200 stand \
beyond the ring road.

Builders asked for permits for 870 flats, a third fewer than a year ago. Their union \
wants the fee for parking places to be dropped, which makes each flat dearer by \
90,000.

The next figures come in July. Until then, the bureau says, nothing points to a \
change.
""",
)

MENU = """\
Home News Business Sport Culture Weather Podcasts Subscribe Log in Search \
Newsletters Today's paper Advertise with us Help Contact Most read Live now Opinion \
Letters Puzzles Events Jobs Property Family notices Archive
"""

FOOTER = """\
Read more about this Share on social media Print this page Report an error Sign up \
for our morning briefing and get the day's top stories in your inbox All rights \
reserved No part of this page may be reproduced without permission Privacy policy \
Cookie settings Terms of use Imprint Accessibility
"""

RELATED = """\
Related: Council quarrels over parking. Old mill gets a new roof. Ten walks for a \
rainy Sunday. Why your neighbour's hedge is his own business. Readers' letters of \
the week.
"""

BOILERPLATE = """\
About Northland Holdings. Northland Holdings is a leading provider of integrated \
logistics, storage and handling services to customers in more than thirty countries. \
Founded as a family business, the group today operates terminals, warehouses and \
inland depots along the northern coast and is listed in the prime segment of the \
exchange. Its mission is to move goods with care for people and planet. Forward- \
looking statements in this release involve known and unknown risks, uncertainties \
and other factors that may cause actual results to differ materially from those \
expressed or implied. The group undertakes no duty to update any such statement \
after the date of this release, whether as a result of new information, future \
events or otherwise, except where the law requires it.

For further questions please contact the press office of Northland Holdings, which \
is open on working days, or visit the pages for journalists, where pictures may be \
taken free of charge for reports about the group.
"""

BOILERPLATE_IN_NUMBERS = """\
About Astra Rooms. Founded in 1898, Astra Rooms runs 214 hotels in 17 countries and \
employs more than 12,000 people. Its guests spent 9.4 million nights there last \
year. The company is owned by the fourth generation of the founding family and has \
its seat at North Quay. It was named employer of the year by the chamber of commerce \
and takes part in the league of hotels for clean beaches. Every new house is built \
of timber from certified forests, and every kitchen buys what farms in the \
neighbourhood have to sell.

This text is meant for the press. Its use is free of charge as long as the source is \
named. Pictures of houses, of the board and of the kitchens can be found in the \
press section of our pages, where you may also order this letter or end your order. \
If you want to speak with a member of the board or to visit a house, please write to \
the press office, which answers within a working day."""
