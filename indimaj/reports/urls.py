"""Addresses of reports: what everybody reads, what a counterpart opens by a link, and the desk."""

from django.urls import path

from .views import by_link, desk, dispatches, public

app_name = "reports"
urlpatterns = [
    path("", public.editions, name="editions"),
    path("desk/", desk.desk, name="desk"),
    path("desk/new/", desk.draft, name="draft"),
    path("desk/counterparts/", dispatches.counterparts, name="counterparts"),
    path("desk/<int:number>/", desk.work, name="work"),
    path("desk/<int:number>/change/", desk.change, name="change"),
    path("desk/<int:number>/check/", desk.check, name="check"),
    path("desk/<int:number>/freeze/", desk.freeze, name="freeze"),
    path("desk/<int:number>/sent/", dispatches.dispatches, name="dispatches"),
    path("link/<str:token>/", by_link.by_link, name="by_link"),
    path("link/<str:token>/reply/", by_link.reply, name="reply"),
    path("<int:number>/", public.edition, name="edition"),
    path("<int:number>/files/<str:name>", public.download, name="download"),
    path("<int:number>/where/<str:kind>/<str:key>/", public.printed, name="printed"),
    path("<int:number>/<slug:chapter>/", public.chapter, name="chapter"),
]
