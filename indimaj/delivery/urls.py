"""Pages of the delivery room: public ones, an answer by link, and two desks."""

from django.urls import path

from .views import by_link, data, findings, focal, proof, public, steering, translating

app_name = "delivery"
urlpatterns = [
    path("", findings.overview, name="findings"),
    path("findings.json", data.findings_json, name="findings_json"),
    path("findings.csv", data.findings_csv, name="findings_csv"),
    path("found/<slug:kind>/", findings.found, name="finding"),
    path("gaps/", findings.gaps, name="gaps"),
    path("overlaps/", findings.overlaps, name="overlaps"),
    path("overlaps/<slug:theme>/<str:place>/", findings.overlap, name="overlap"),
    path("actions/", public.actions, name="actions"),
    path("actions.json", data.actions_json, name="actions_json"),
    path("actions.csv", data.actions_csv, name="actions_csv"),
    path("actions/<slug:key>/", public.action, name="action"),
    path("bodies/<str:code>/", public.body, name="body"),
    path("answer/given/", by_link.answered, name="answered"),
    path("answer/<str:token>/", by_link.by_link, name="by_link"),
    path("desk/", steering.steer, name="steer"),
    path("desk/ours/", focal.mine, name="mine"),
    path("desk/ours/<uuid:pk>/", focal.answer, name="answer"),
    path("desk/plan/<str:code>/", focal.plan, name="plan"),
    path("desk/actions/<slug:key>/", focal.desk_action, name="desk_action"),
    path("desk/actions/<slug:key>/say/", focal.declare, name="declare"),
    path("desk/translations/", translating.to_translate, name="translations"),
    path("desk/translations/<slug:what>/<slug:pk>/<slug:language>/", translating.translate, name="translate"),
    path("desk/prove/<slug:claim>/<uuid:pk>/", proof.prove, name="prove"),
    path("desk/evidence/<uuid:pk>/<slug:verb>/", proof.mark, name="mark"),
    path("desk/commitments/<slug:key>/", steering.one, name="one"),
    path("desk/commitments/<slug:key>/ask/", steering.assign, name="assign"),
    path("desk/commitments/<slug:key>/no-trace/", steering.search, name="search"),
    path("desk/commitments/<slug:key>/carry/", steering.carry, name="carry"),
    path("desk/asked/<uuid:pk>/end/", steering.end, name="end"),
    path("desk/asked/<uuid:pk>/link/", steering.link, name="link"),
    path("desk/bodies/<str:code>/contact/", steering.contact, name="contact"),
]
