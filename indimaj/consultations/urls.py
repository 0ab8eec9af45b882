"""Addresses of consultations. What stands before the key of a round is in `actions.rounds.RESERVED`."""

from django.urls import path

from .views import data, desk, public, steps, vote

app_name = "consultations"
urlpatterns = [
    path("", public.rounds, name="rounds"),
    path("rounds.json", data.rounds_json, name="rounds_json"),
    path("rounds.csv", data.rounds_csv, name="rounds_csv"),
    path("desk/", desk.desk, name="desk"),
    path("desk/new/", desk.new, name="new"),
    path("desk/<uuid:pk>/", desk.prepare, name="prepare"),
    path("desk/<uuid:pk>/edit/", desk.edit, name="edit"),
    path("desk/<uuid:pk>/reasons/", desk.reasons, name="reasons"),
    path("desk/<uuid:pk>/statements/new/", steps.add_statement, name="add_statement"),
    path("desk/<uuid:pk>/statements/commitments/", steps.from_commitments, name="from_commitments"),
    path("desk/<uuid:pk>/statements/<uuid:statement>/", steps.statement, name="statement"),
    path(
        "desk/<uuid:pk>/statements/<uuid:statement>/remove/", steps.remove_statement, name="remove_statement"
    ),
    path("desk/<uuid:pk>/invite/", steps.invite, name="invite"),
    path("desk/<uuid:pk>/invitations/<uuid:invitation>/withdraw/", steps.withdraw, name="withdraw"),
    path("desk/<uuid:pk>/open/", steps.step, {"verb": "open"}, name="open"),
    path("desk/<uuid:pk>/close/", steps.step, {"verb": "close"}, name="close"),
    path("desk/<uuid:pk>/answer/", steps.answer, name="answer"),
    path("invitation/<str:token>/", vote.invited, name="invited"),
    path("invitation/<str:token>/said/", vote.invited_done, name="invited_done"),
    path("invitation/<str:token>/<int:order>/", vote.invited_statement, name="invited_statement"),
    path("<slug:key>.json", data.round_json, name="round_json"),
    path("<slug:key>.csv", data.round_csv, name="round_csv"),
    path("<slug:key>/", public.one_round, name="round"),
    path("<slug:key>/said/", vote.open_done, name="open_done"),
    path("<slug:key>/<int:order>/", vote.open_statement, name="open_statement"),
]
