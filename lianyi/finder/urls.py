from django.urls import path

from lianyi.finder.views import desk, public

app_name = "finder"

urlpatterns = [
    path("who/", public.search, name="search"),
    path("who/ask/", public.leave_question, name="leave_question"),
    path("who/subject/<int:pk>/", public.subject, name="subject"),
    path("who/body/<int:pk>/", public.body, name="body"),
    path("desk/gaps/", desk.gaps, name="gaps"),
    path("desk/gaps/<int:pk>/", desk.settle, name="settle"),
    path("desk/posters/", desk.posters, name="posters"),
    path("desk/posters/<int:pk>/", desk.poster, name="poster"),
    path("desk/letters/", desk.letter, name="letter"),
]
