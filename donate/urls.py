from django.urls import path

from . import views, views_mine, views_receipt

app_name = "donate"
urlpatterns = [
    path("ung-ho/", views.pledge, name="pledge"),
    path("ung-ho/cam-on/<str:token>/", views_mine.mine, name="mine"),
    path("ung-ho/cam-on/<str:token>/bien-nhan/<int:number>-<int:year>/", views_receipt.receipt, name="receipt"),
    path("ung-ho/tra-cuu/", views_mine.look_up, name="look_up"),
    path("ung-ho/qr/<slug:code>.svg", views.fund_qr, name="fund_qr"),
    path("ung-ho/<slug:code>/", views.pledge, name="pledge_to"),
]
