"""A small gazetteer and stories for the tests of extraction."""

from __future__ import annotations

from datetime import date

from archive.extraction import Gazetteer, IndicatorForm, Story, SurfaceForm

DISTRICTS = ("Putuo", "Yangpu", "Huangpu", "Jiading", "Jing'an", "Changning")
AREAS = (
    ("Taopu", "putuo"),
    ("Lujiazui", "huangpu"),
    ("Jiading New City", "jiading"),
    ("Malu Town", "jiading"),
)
COMPANIES = (
    ("360 Security Technology", "360", ("360", "360 Security")),
    ("Alibaba", "alibaba", ()),
    ("ByteDance", "bytedance", ()),
    ("JD Cloud & AI", "jd-cloud", ()),
    ("Guojiang Technology", "guojiang", ()),
    ("Himalaya", "himalaya", ()),
    ("Shanghai Huayi Group", "huayi", ("Huayi",)),
    ("Jiayin Fintech", "jiayin", ("Jiayin Fin-tech", "Jiayin")),
    ("Qingteng Cloud Security", "qingteng", ("Qingteng",)),
    ("Jala", "jala", ()),
    ("L'Oréal", "loreal", ()),
    ("Hero Pen Factory", "hero", ()),
    ("Star Foods", "star-foods", ("Star",)),
    ("Star Motors", "star-motors", ("Star",)),
    ("Example University", "example-university", ()),
)
INDUSTRIES = {
    "new-energy": (("new energy", 1.0), ("hydrogen", 1.0), ("solar", 0.5)),
    "finance": (("finance", 1.0), ("financial", 0.5), ("capital market", 1.0)),
    "biomedicine": (("biotech", 1.0), ("biomedicine", 1.0)),
    "cybersecurity": (("cybersecurity", 1.0),),
    "education": (("education", 0.5),),
    "big-data": (("big data", 1.0),),
    "sport": (("Sport", 0.9),),
    "tourism": (("tourism", 1.0),),
}
INDICATORS = (
    ("fiscal revenue", "fiscal-revenue"),
    ("local fiscal revenue", "local-fiscal-revenue"),
    ("tax revenue", "tax-revenue"),
    ("industrial output", "industrial-output"),
)
OTHER_CITIES = (
    "Beijing",
    "Guangzhou",
    "Hangzhou",
    "Nanjing",
    "Ningbo",
    "Qingdao",
    "Shenzhen",
    "Suzhou",
    "Wuhan",
    "Wuxi",
    "Xi'an",
)


def small_gazetteer() -> Gazetteer:
    """Names enough for the tests; the real ones come from the seeds."""
    districts = [SurfaceForm(name, _slug(name)) for name in DISTRICTS]
    districts += [SurfaceForm(f"{name} District", _slug(name)) for name in DISTRICTS]
    districts += [SurfaceForm(form, key, "area") for form, key in AREAS]
    districts.append(SurfaceForm("普陀区", "putuo", language="zh"))
    districts.append(SurfaceForm("Zhoushan", "putuo", "elsewhere"))
    companies = []
    for name, key, aliases in COMPANIES:
        companies.append(SurfaceForm(name, key))
        companies += [SurfaceForm(alias, key, "alias") for alias in aliases]
    industries = [
        SurfaceForm(form, key, "keyword", weight)
        for key, forms in INDUSTRIES.items()
        for form, weight in forms
    ]
    indicators = [IndicatorForm(form, key, "CNY") for form, key in INDICATORS]
    return Gazetteer.build(
        districts,
        companies,
        industries,
        indicators,
        city="Shanghai",
        country="China",
        other_cities=OTHER_CITIES,
    )


def story(body: str, published: str = "", headline: str = "", **parts: str) -> Story:
    """A story of a body; the day of publication as ISO text."""
    day = date.fromisoformat(published) if published else None
    return Story(
        headline=headline,
        standfirst=parts.get("standfirst", ""),
        body=body,
        captions=parts.get("captions", ""),
        published_on=day,
    )


def _slug(name: str) -> str:
    return name.lower().replace("'", "")
