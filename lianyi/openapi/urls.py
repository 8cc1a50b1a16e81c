from django.urls import path

from lianyi.openapi.open311_urls import urlpatterns as of_open311
from lianyi.openapi.views import api_keys, hsds
from lianyi.openapi.views.about import about
from lianyi.openapi.views.popolo import directory

app_name = "openapi"

urlpatterns = [
    path("open-data/", about, name="about"),
    path("popolo.json", directory, name="popolo"),
    path("hsds/", hsds.about, name="hsds"),
    path("hsds/services", hsds.services, name="services"),
    path("hsds/services/<str:key>", hsds.service, name="service"),
    path("hsds/organizations", hsds.organizations, name="organizations"),
    path("hsds/organizations/<str:key>", hsds.organization, name="organization"),
    path("hsds/service_at_locations", hsds.service_at_locations, name="service_at_locations"),
    path("hsds/service_at_locations/<str:key>", hsds.service_at_location, name="service_at_location"),
    path("desk/api-keys/", api_keys.index, name="api_keys"),
    path("desk/api-keys/<int:pk>/end/", api_keys.end, name="end_api_key"),
    *of_open311,
]
