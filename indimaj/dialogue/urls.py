"""Addresses of dialogue."""

from django.urls import path

from .views import data, desk, documents, public, texts, thread

app_name = "dialogue"
urlpatterns = [
    path("", public.events, name="events"),
    path("events.json", data.events_json, name="events_json"),
    path("events.csv", data.events_csv, name="events_csv"),
    path("events/<slug:key>/", public.event, name="event"),
    path("events/<slug:key>.json", data.event_json, name="event_json"),
    path("events/<slug:key>/write/", thread.write, name="write"),
    path("documents/", public.documents, name="documents"),
    path("documents.json", data.documents_json, name="documents_json"),
    path("documents.csv", data.documents_csv, name="documents_csv"),
    path("documents/<slug:key>/", public.document, name="document"),
    path("documents/<slug:key>.json", data.document_json, name="document_json"),
    path("documents/<slug:key>/<int:number>/", public.version, name="version"),
    path("documents/<slug:key>/<int:number>.json", data.version_json, name="version_json"),
    path("passages/<uuid:pk>/", public.passage, name="passage"),
    path("passages/<uuid:pk>.json", data.passage_json, name="passage_json"),
    path("desk/", desk.events, name="desk"),
    path("desk/new-event/", desk.new_event, name="new_event"),
    path("desk/events/<slug:key>/", desk.event, name="desk_event"),
    path("desk/events/<slug:key>/edit/", desk.edit_event, name="edit_event"),
    path("desk/events/<slug:key>/show/", desk.show_event, name="show_event"),
    path("desk/events/<slug:key>/add/<str:what>/", desk.add, name="add"),
    path("desk/documents/", documents.documents, name="desk_documents"),
    path("desk/new-document/", documents.new_document, name="new_document"),
    path("desk/documents/<slug:key>/", documents.document, name="desk_document"),
    path("desk/documents/<slug:key>/edit/", documents.edit_document, name="edit_document"),
    path("desk/documents/<slug:key>/show/", documents.show_document, name="show_document"),
    path("desk/documents/<slug:key>/new-version/", documents.add_version, name="add_version"),
    path("desk/documents/<slug:key>/<int:number>/", texts.read, name="read"),
    path("desk/documents/<slug:key>/<int:number>/mark/", texts.mark, name="mark"),
    path("desk/documents/<slug:key>/<int:number>/repair/", texts.repair_text, name="repair"),
    path("desk/documents/<slug:key>/<int:number>/passages/", texts.passages, name="passages"),
    path("desk/documents/<slug:key>/<int:number>/passages/<int:pk>/", texts.place, name="place"),
]
