"""Open311 GeoReport v2 (https://wiki.open311.org/GeoReport_v2) with mySociety's updates of service requests.

One module a resource. Each returns a `Document`; the views turn it into XML or JSON.
"""
