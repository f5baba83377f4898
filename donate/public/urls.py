from django.urls import path

from . import own_page, own_receipt, pledge_form

app_name = "donate"
urlpatterns = [
    path("ung-ho/", pledge_form.pledge, name="pledge"),
    path("ung-ho/cam-on/<str:token>/", own_page.mine, name="mine"),
    path("ung-ho/cam-on/<str:token>/bien-nhan/<int:number>-<int:year>/", own_receipt.receipt, name="receipt"),
    path("ung-ho/tra-cuu/", own_page.look_up, name="look_up"),
    path("ung-ho/qr/<slug:code>.svg", pledge_form.fund_qr, name="fund_qr"),
    path("ung-ho/<slug:code>/", pledge_form.pledge, name="pledge_to"),
]
