from django.urls import path

from lianyi.people.views import changing, corrections, listing, mine, record

app_name = "people"

urlpatterns = [
    path("desk/people/", listing.index, name="list"),
    path("desk/people/add/", changing.add, name="add"),
    path("desk/people/corrections/", corrections.index, name="corrections"),
    path("desk/people/corrections/<int:pk>/", corrections.answer, name="answer_correction"),
    path("desk/people/<int:pk>/", record.show, name="person"),
    path("desk/people/<int:pk>/sheet/", record.sheet, name="sheet"),
    path("desk/people/<int:pk>/correct/", changing.correct, name="correct"),
    path("desk/people/<int:pk>/standing/", changing.standing, name="standing"),
    path("desk/people/<int:pk>/home/", changing.home, name="home"),
    path("desk/people/<int:pk>/erase/", changing.erase, name="erase"),
    path("desk/people/<int:pk>/correction/", corrections.enter, name="enter_correction"),
    path("mine/", mine.index, name="mine"),
    path("mine/correction/", corrections.ask, name="ask_correction"),
    path("mine/who-looked/", mine.who_looked, name="who_looked"),
    path("mine/who-looked/sheet/", mine.sheet, name="who_looked_sheet"),
    path("mine/my-data.json", mine.data_file, name="data_file"),
]
