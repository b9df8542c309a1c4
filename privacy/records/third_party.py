"""What packages keep of a person, and the exports of others in which the person is named."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry, UploadedFile
from wagtail.users.models import UserProfile

from accounts.models import User
from markup.redaction import FORMER
from privacy.models import DataExport


def forget(gone):
    forget_wagtail(gone.pk)
    forget_exports(gone)


def forget_wagtail(user_pk):
    """Its log says of the account no more than that something was done; of the person it keeps the number."""
    person = ContentType.objects.get_for_model(User)
    entries = ModelLogEntry.objects.filter(content_type=person, object_id=str(user_pk))
    entries.update(label=FORMER, data={})
    files = [profile.avatar for profile in UserProfile.objects.filter(user=user_pk) if profile.avatar]
    uploads = UploadedFile.objects.filter(uploaded_by_user=user_pk)
    files += [upload.file for upload in uploads]
    uploads.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))


def forget_exports(gone):
    """Those of others are made again, from what is there now, by the job that goes on with what is not made."""
    made = DataExport.objects.filter(archive__isnull=False).exclude(user=gone.pk)
    named = [export.pk for export in made.iterator(1) if is_named_in(gone, export.archive)]
    DataExport.objects.filter(pk__in=named).update(archive=None, made_at=None)


def is_named_in(gone, archive):
    try:
        with ZipFile(BytesIO(archive)) as files:
            return any(
                gone.is_named(name) or gone.is_named(files.read(name).decode(errors="replace"))
                for name in files.namelist()
            )
    except BadZipFile:
        return True
