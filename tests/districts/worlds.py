"""Small invented seed folders for the tests of the world."""

from __future__ import annotations

from pathlib import Path

HARBOUR = """
slug = "harbour"
name = "Harbour City"
currency = "CNY"
other_cities = ["Lakeport", "Hilltown"]

[[districts]]
slug = "eastbank"
code = "1"
name = "Eastbank"
tile = [0, 0]
former = [{ name = "Oldgate", until = "1999-04" }]
towns = ["Ferry Town", "Mill Town"]

[[districts]]
slug = "westbank"
code = "2"
name = "Westbank"
tile = [0, 1]
"""

INDUSTRIES = """
[[industries]]
slug = "energy"
name = "Energy"
keywords = ["power plants", { name = "power", weight = 0.3 }]

[[industries]]
slug = "wind"
name = "Wind power"
parent = "energy"
keywords = ["turbines"]
"""

COMPANIES = """
[[companies]]
slug = "harbour-batteries"
name = "Harbour Batteries"
kind = "company"
aliases = ["HB Group", "港口电池"]
"""

INDICATORS = """
[[indicators]]
slug = "exports"
name = "Exports"
unit = "CNY"
definition = "Goods sold abroad."
aliases = ["export value"]
"""

RATES = """currency,year,per_dollar,source
CNY,2023,7.0809,A bank's yearly average
"""


class SeedFolder:
    """A seeds folder with one invented region, whose files a test may rewrite."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "regions").mkdir(parents=True)
        self.write("regions/harbour.toml", HARBOUR)
        self.write("industries.toml", INDUSTRIES)
        self.write("companies.toml", COMPANIES)
        self.write("indicators.toml", INDICATORS)
        self.write("exchange_rates.csv", RATES)

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace words that stand in the file once."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} in {name}"
        self.write(name, text.replace(old, new))
