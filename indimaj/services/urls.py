"""Pages of the services room."""

from django.urls import path

from .views import desk, owner, packages, public

app_name = "services"
urlpatterns = [
    path("", public.find, name="find"),
    path("who-does-what/", public.coverage, name="coverage"),
    path("offline.js", public.offline, name="offline"),
    path("entry/saved/", owner.thanks, name="thanks"),
    path("entry/<str:token>/", owner.entry, name="entry"),
    path("desk/", desk.mine, name="mine"),
    path("desk/due/", desk.due, name="due"),
    path("desk/packages/", packages.packages, name="packages"),
    path("desk/packages/<uuid:pk>/", packages.package, name="package"),
    path("desk/directory.<slug:kind>", packages.directory, name="directory"),
    path("desk/our-services.<slug:kind>", packages.own, name="own"),
    path("desk/new/<str:body>/", desk.add, name="add"),
    path("desk/<uuid:pk>/", desk.edit, name="edit"),
    path("desk/<uuid:pk>/confirm/", desk.confirm, name="confirm"),
    path("desk/<uuid:pk>/places/", desk.capacity, name="capacity"),
    path("desk/<uuid:pk>/close/", desk.close, name="close"),
    path("desk/<uuid:pk>/reopen/", desk.reopen, name="reopen"),
    path("desk/<uuid:pk>/link/", desk.link, name="link"),
    path("desk/<uuid:pk>/link/<uuid:link>/end/", desk.end_link, name="end_link"),
    path("<uuid:pk>/", public.service, name="service"),
]
