"""The public pages."""

from archive.views.articles import (
    article_cite,
    article_detail,
    article_list,
)
from archive.views.figures import figure_detail, figure_list
from archive.views.home import about, favicon, health, home, robots
from archive.views.raw import article_page, article_raw
from archive.views.sitemaps import sitemap, sitemap_part
from archive.views.suggesting import suggest
from archive.views.world import (
    company_detail,
    company_list,
    district_detail,
    district_list,
    indicator_detail,
    industry_detail,
    industry_list,
    year_detail,
)

__all__ = [
    "about",
    "article_cite",
    "article_detail",
    "article_list",
    "article_page",
    "article_raw",
    "company_detail",
    "company_list",
    "district_detail",
    "district_list",
    "favicon",
    "figure_detail",
    "figure_list",
    "health",
    "home",
    "indicator_detail",
    "industry_detail",
    "industry_list",
    "robots",
    "sitemap",
    "sitemap_part",
    "suggest",
    "year_detail",
]
