"""The addresses of the archive."""

from django.contrib import admin
from django.urls import path

from archive import api, feeds, views
from archive.admin import queue

# Here, and not wherever Django starts: most commands need nothing of the desk, which
# brings along all that reads documents.
admin.autodiscover()

urlpatterns = [
    *api.urlpatterns,
    *feeds.urlpatterns,
    path("", views.home, name="home"),
    path("suggest.json", views.suggest, name="suggest"),
    path("articles/", views.article_list, name="article-list"),
    path("articles/<slug:public_id>/raw/", views.article_raw, name="article-raw"),
    path(
        "articles/<slug:public_id>/raw/page/<int:number>.png",
        views.article_page,
        name="article-page",
    ),
    path(
        "articles/<slug:public_id>/cite.<str:form>",
        views.article_cite,
        name="article-cite",
    ),
    path("articles/<slug:public_id>/", views.article_detail, name="article-short"),
    path(
        "articles/<slug:public_id>/<slug:slug>/",
        views.article_detail,
        name="article-detail",
    ),
    path("figures/", views.figure_list, name="figure-list"),
    path("figures/<slug:public_id>/", views.figure_detail, name="figure-detail"),
    path("districts/", views.district_list, name="district-list"),
    path("districts/<slug:slug>/", views.district_detail, name="district-detail"),
    path("companies/", views.company_list, name="company-list"),
    path("companies/<slug:slug>/", views.company_detail, name="company-detail"),
    path("industries/", views.industry_list, name="industry-list"),
    path("industries/<slug:slug>/", views.industry_detail, name="industry-detail"),
    path("indicators/<slug:slug>/", views.indicator_detail, name="indicator-detail"),
    path("years/<int:year>/", views.year_detail, name="year-detail"),
    path("about/", views.about, name="about"),
    path("healthz", views.health, name="health"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(
        "sitemap-<slug:kind>-<int:number>.xml",
        views.sitemap_part,
        name="sitemap-part",
    ),
    path("admin/queue/", admin.site.admin_view(queue.queue_page), name="desk-queue"),
    path(
        "admin/queue/renew/",
        admin.site.admin_view(queue.renew_page),
        name="desk-queue-renew",
    ),
    path("admin/", admin.site.urls),
]
