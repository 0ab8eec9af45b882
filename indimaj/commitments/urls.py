"""Addresses of commitments. What begins with desk/ is for staff."""

from django.urls import path

from .views import data, desk, imports, marking, public, relating

app_name = "commitments"
urlpatterns = [
    path("", public.all_, name="all"),
    path("list.json", data.list_json, name="list_json"),
    path("list.csv", data.list_csv, name="list_csv"),
    path("desk/", desk.desk, name="desk"),
    path("desk/new/", desk.new, name="new"),
    path("desk/mark/<uuid:pk>/<str:kind>/", marking.mark, name="mark"),
    path("desk/import/<uuid:pk>/", imports.new, name="import"),
    path("desk/imports/<uuid:pk>/", imports.batch, name="batch"),
    path("desk/imports/<uuid:pk>/decide/", imports.decide, name="decide"),
    path("desk/imports/<uuid:pk>/undo/", imports.undo, name="undo"),
    path("desk/imports/<uuid:pk>/<uuid:proposal>/", imports.proposal, name="proposal"),
    path("desk/<slug:key>/", desk.edit, name="edit"),
    path("desk/<slug:key>/withdraw/", desk.withdraw, name="withdraw"),
    path("desk/<slug:key>/restore/", desk.restore, name="restore"),
    path("desk/<slug:key>/similar/", relating.similar, name="similar"),
    path("desk/<slug:key>/relate/", relating.relate, name="relate"),
    path("desk/<slug:key>/unrelate/<int:pk>/", relating.unrelate, name="unrelate"),
    path("desk/<slug:key>/gather/", relating.gather, name="gather"),
    path("desk/<slug:key>/part/", relating.part, name="part"),
    path("<slug:key>.json", data.commitment_json, name="commitment_json"),
    path("<slug:key>/", public.commitment, name="commitment"),
]
