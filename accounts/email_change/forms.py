from django import forms
from django.core.exceptions import ValidationError

from web.fields import AddressField


class EmailChangeForm(forms.Form):
    email = AddressField(label="Neue E-Mail-Adresse")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email == self.user.email:
            raise ValidationError("Das ist schon Ihre Adresse.", code="unchanged")
        return email
