"""What Wagtail keeps of a person beside rows that refer to the account."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry, UploadedFile
from wagtail.users.models import UserProfile

from accounts.models import User
from markup.words import FORMER_MEMBER


def anonymise_logs(person):
    """Wagtail's log says of the account no more than that something was done; of the person it keeps the number."""
    accounts = ContentType.objects.get_for_model(User)
    entries = ModelLogEntry.objects.filter(content_type=accounts, object_id=str(person.pk))
    entries.update(label=FORMER_MEMBER, data={})


def delete_files(person):
    """The picture in the admin and unfinished uploads; the files go when the transaction is committed."""
    files = [profile.avatar for profile in UserProfile.objects.filter(user=person.pk) if profile.avatar]
    uploads = UploadedFile.objects.filter(uploaded_by_user=person.pk)
    files += [upload.file for upload in uploads]
    uploads.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))
