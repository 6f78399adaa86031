"""Capitalised words that are nobody's name: openers, places, months, abbreviations."""

from __future__ import annotations

from archive.extraction.vocabulary import words

OPENERS = words(
    "a about above according accordingly across add additionally afterward after "
    "again against all almost along already also alongside although altogether "
    "among amid an and another any apart are around as aside at back based because "
    "before behind below beneath besides between beyond both but by can committed "
    "compared consequently covering currently despite due during each earlier "
    "either elsewhere even eventually every everyone except few finally first "
    "firstly following for formerly fourth fourthly from further furthermore given "
    "had half has have he hence her here his historically hopefully how however i "
    "if in inside instead including increasingly indeed initially into is it its "
    "itself just known last lastly late later latest launched led less let like "
    "likewise many meanwhile more moreover most much my namely near nearby nearly "
    "neither never nevertheless next no none nonetheless nor not notably nothing "
    "now of off often on once one only onto or other others otherwise our out "
    "outside over overall owing particularly per perhaps please plus presently "
    "previously probably rather recently regarding relying second secondly seen "
    "several she should similarly simultaneously since situated so some someone "
    "sometimes soon specifically starting still subsequently such suddenly than "
    "thanks that the their them then there thereby therefore these they third "
    "thirdly this those though through throughout thus to today together tomorrow "
    "tonight too toward towards traditionally under unlike until up upon us "
    "usually very via was we well were what whatever when whenever where whereas "
    "wherever whether which while who whoever whole whose why will with within "
    "without would yes yesterday yet you your founded located headquartered "
    "established backed built created designed driven featuring focusing focused "
    "having aiming looking taking making using leveraging drawing citing speaking "
    "working building being combined equipped facing follow find watch read see "
    "click photo photos picture pictured source editor dear local domestic foreign "
    "major leading key top global famous renowned former statistics data figures "
    "officials experts analysts researchers residents visitors companies "
    "enterprises firms businesses investors representatives participants attendees "
    "brands shares sales total annual two three four five six seven eight nine ten "
    "eleven twelve fifteen twenty thirty forty fifty hundreds thousands millions "
    "dozens state-owned"
)
"""Words that open sentences. They are cut off a name that seems to begin with them."""

NAMING_OPENERS = words(
    "top global key first second three four five six seven eight nine ten total "
    "famous domestic foreign"
)
"""Those of them with which a name begins, too: "Top Sample Ltd"."""

NATIONALITIES = words(
    "chinese american british french german japanese korean italian swiss swedish "
    "danish dutch spanish russian indian israeli canadian australian singaporean "
    "european asian african belgian austrian finnish norwegian irish brazilian "
    "thai malaysian indonesian vietnamese taiwanese polish turkish czech hungarian "
    "greek portuguese mexican shanghainese us uk sino-foreign sino-us sino-german "
    "arab emirati saudi egyptian argentine chilean philippine scottish"
)

_NOUNS = words(
    "internet party state metro government city district province country region "
    "area town village center park zone bund hub group bank company university "
    "museum library hotel airport station port bridge road street avenue river "
    "lake sea industry economy business finance technology science culture tourism "
    "education health energy environment innovation development construction "
    "project plan policy strategy program initiative reform opening investment "
    "trade manufacturing service services market markets news video opinion "
    "regions special feature nation world sport sports biz tech auto property "
    "event live misc travel lifestyle taste entertainment wellness book art life "
    "expo forum conference summit festival mr mrs ms dr prof sir madam president "
    "premier minister mayor secretary chairman director chief ceo vice deputy "
    "professor general manager officer founder new smart digital green blue red "
    "white black gold silver north south east west northern southern eastern "
    "western central asia-pacific made public private national international "
    "municipal regional provincial federal royal people phase part stage act law "
    "article chapter section volume annex appendix table figure note copyright "
    "privacy terms contact home search archive subscribe download follow share "
    "spring summer autumn winter mid-autumn lunar year eve dragon boat christmas "
    "easter carbon neutrality web metaverse blockchain bitcoin cloud robot robots "
    "god english mandarin latin internet-plus belt silk online offline made-in "
    "covid covid-19 coronavirus omicron delta beidou michelin fortune forbes nobel "
    "olympic olympics paralympic dialects communist marxist socialism yuan dollar "
    "euro yen renminbi fed districts contacts respondents manufacturers retailers "
    "bankers lenders homebuilders builders agents crop livestock labor wages "
    "prices employment demand lending loans credit agriculture mining retail "
    "housing exports imports inventories real residential commercial "
    "nonresidential consumer nonfinancial financial banking community hydrogen "
    "solar biomedicine semiconductor chips intelligence artificial big quality "
    "high high-tech hi-tech high-quality cutting-edge state-owned state-level "
    "national-level city-level five-year world-class carbon-neutral low-carbon "
    "little giant hidden champion specialized unicorns unicorn startups st san los "
    "las santa fort saint investing creating promoting improving accelerating "
    "strengthening boosting enhancing advancing supporting attracting cultivating "
    "optimizing expanding deepening implementing ensuring adhering guided"
)

_TIMES = words(
    "january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday "
    "wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays q1 q2 q3 q4 h1 h2 am pm utc gmt"
)

_ABBREVIATIONS = words(
    "gdp ai it ip cfo cto coo ev evs nev nevs suv suvs ipo ipos cbd cbds ftz ftzs "
    "sez esg iot aiot vr ar xr mr led lng lpg pcr ct mri dna rna mrna cdmo cro cmo "
    "b2b b2c o2o saas paas iaas api app apps tv dvd pc pcs id qr gps bds usb uav "
    "uavs evtol evtols usd rmb cny eur hkd hk usa uae eu un asean brics rcep wto "
    "who cpc cppcc npc prc ciie waic vat gmv roi kpi phd mba emba mnc mncs sme "
    "smes soe soes fdi qflp qdlp qfii rqfii reit reits etf etfs pe vc aeo oct icp "
    "tod car-t adas ict oled lcd mems fpga cpu gpu gpus nft web3 gba yrd iso ngo "
    "ngos ppp mice f1 ic ics mou cnc sku bim epc hr pr faq otc neeq csi adr adrs "
    "cars ots r&d m&a a-share a-shares b-share h-share mw gw kwh mwh gwh ghz mhz "
    "nm sq km cm mm kg mg ml ph co2 pm2 pm2.5 bev phev hev fcev l3 l4 l5 4g 5g 6g "
    "ott vod cgi ugc kol kols mcn apec g20 g7 unesco opec nato imf oecd bri hqs hq "
    "ppi cpi pmi gnp sdr sdrs gni yoy sars mers hiv aids icu vip vips atm pos agi "
    "llm llms aigc gpt chatgpt ocr rfid etc stem tmt fmcg oem oems odm dtc cdc "
    "nmpa fda ndrc miit mofcom csrc cbirc safe sasac pboc cma cnas ce iec ieee "
    "wipo pct ipr iprs ti gong shine xinhua cfp ii iii iv vi vii viii ix xi ok pk "
    "nand dram "
    "diy rv ktv spa gm svp evp sop smt pcb pvc pet npv sci-tech vix libor shibor "
    "lpr mlf rrr star epz s&l fomc irs epa usda fha hud sba nafta hvac cre"
)

_COUNTRIES = words(
    "china japan korea singapore india indonesia malaysia thailand vietnam "
    "philippines cambodia laos myanmar mongolia pakistan bangladesh nepal "
    "kazakhstan uzbekistan russia ukraine belarus germany france britain england "
    "scotland wales ireland italy spain portugal netherlands holland belgium "
    "luxembourg switzerland austria sweden norway denmark finland iceland poland "
    "hungary czechia slovakia romania bulgaria greece turkey israel iran iraq "
    "egypt qatar kuwait oman jordan lebanon morocco nigeria kenya ethiopia ghana "
    "africa america canada mexico brazil argentina chile peru colombia cuba "
    "australia zealand asia europe eurasia oceania antarctica serbia croatia "
    "estonia latvia lithuania taiwan macao macau hong kong tibet arabia emirates "
    "mediterranean pacific atlantic"
)

_CITIES = words(
    "shanghai beijing tianjin chongqing guangzhou shenzhen hangzhou nanjing suzhou "
    "wuxi ningbo wenzhou jiaxing huzhou shaoxing jinhua quzhou taizhou lishui "
    "zhoushan changzhou nantong yangzhou zhenjiang xuzhou yancheng lianyungang "
    "huai'an suqian kunshan taicang jiangyin zhangjiagang changshu hefei wuhu "
    "bengbu ma'anshan chuzhou xuancheng huangshan anqing wuhan changsha nanchang "
    "fuzhou xiamen quanzhou jinan qingdao yantai weifang zhengzhou luoyang xi'an "
    "chengdu kunming guiyang nanning haikou sanya dalian shenyang changchun harbin "
    "shijiazhuang tangshan taiyuan hohhot lanzhou xining yinchuan urumqi lhasa "
    "dongguan foshan zhuhai zhongshan huizhou shantou jiashan wujiang xiong'an "
    "jiangsu zhejiang anhui fujian jiangxi shandong henan hubei hunan guangdong "
    "guangxi hainan sichuan guizhou yunnan shaanxi shanxi hebei liaoning jilin "
    "heilongjiang gansu qinghai ningxia xinjiang yangtze qiantang huangpu pudong "
    "puxi lujiazui zhangjiang hongqiao lingang caohejing waigaoqiao jinqiao "
    "zhongguancun haidian huairou yizhuang nanshan futian longgang qianhai shekou "
    "tianhe binjiang xiaoshan "
    "xujiahui wujiaochang xintiandi yangshan huaihe gubei tokyo osaka seoul busan "
    "taipei bangkok jakarta hanoi manila mumbai delhi bangalore dubai riyadh tel "
    "aviv moscow london paris berlin munich frankfurt hamburg milan rome turin "
    "madrid barcelona lisbon amsterdam rotterdam brussels zurich geneva basel "
    "vienna stockholm copenhagen oslo helsinki warsaw prague budapest athens "
    "istanbul cairo johannesburg sydney melbourne auckland toronto vancouver "
    "montreal boston chicago houston dallas detroit seattle atlanta philadelphia "
    "cleveland minneapolis richmond miami denver pittsburgh cincinnati louisville "
    "memphis francisco angeles diego york louis orleans nashville birmingham "
    "jacksonville vegas phoenix manhattan brooklyn queens hawaii alaska california "
    "texas florida georgia virginia carolina tennessee kentucky ohio indiana "
    "illinois michigan wisconsin minnesota iowa missouri kansas nebraska dakota "
    "montana wyoming colorado utah nevada arizona oklahoma arkansas mississippi "
    "alabama louisiana maine vermont hampshire massachusetts connecticut "
    "pennsylvania jersey delaware maryland oregon washington idaho northeast "
    "southeast southwest northwest greater silicon davos minsk vladivostok "
    "nur-sultan"
)

PLACES = _COUNTRIES | _CITIES
FOREIGN = _COUNTRIES - {"china", "hong", "kong", "taiwan", "macao", "macau", "tibet"}
MEDIA = (
    "china daily",
    "shanghai daily",
    "shanghai observer",
    "people's daily",
    "global times",
    "city news service",
    "china news service",
    "xinhua news agency",
    "shine news",
    "jiefang daily",
    "wenhui daily",
    "xinmin evening news",
    "the paper",
    "visual china group",
)
"""Newspapers and picture agencies: they print a story and are not in it."""
REALMS = (
    "united states",
    "united states of america",
    "united kingdom",
    "great britain",
    "european union",
    "european economic area",
    "middle east",
    "saudi arabia",
    "south korea",
    "north korea",
    "south africa",
    "new zealand",
    "sri lanka",
    "costa rica",
    "czech republic",
    "latin america",
    "south america",
    "north america",
    "central asia",
    "southeast asia",
    "silk road",
)
"""Countries and parts of the world with names of several words."""
NOBODY = OPENERS | _NOUNS | _TIMES | _ABBREVIATIONS | NATIONALITIES
"""Single capitalised words that name no organisation."""
