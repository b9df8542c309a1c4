from django.db import models, transaction
from django.utils import timezone

from notifications.models import Notification


class ThreadStates(models.Model):
    """What leads, moderators and the person who asked can make of a thread; each change is a new revision."""

    closed_at = models.DateTimeField(null=True)
    is_pinned = models.BooleanField(default=False)
    is_welcome = models.BooleanField(default=False)
    answer_number = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def is_closed(self):
        """Whether nobody can write here, as in every thread of an archived group."""
        return self.closed_at is not None or not self.group.is_open

    @property
    def is_solved(self):
        return self.answer_number is not None

    @transaction.atomic
    def close(self):
        if self.lock().closed_at is None:
            self.change(closed_at=timezone.now())

    def reopen(self):
        self.change(closed_at=None)

    def pin(self):
        self.change(is_pinned=True)

    def unpin(self):
        self.change(is_pinned=False)

    @transaction.atomic
    def welcome(self):
        """New members are asked to introduce themselves here, and no longer in the group's former welcome thread."""
        self.lock_group()
        for former in self.group.threads.filter(is_welcome=True).exclude(pk=self.pk):
            former.change(is_welcome=False)
        self.change(is_welcome=True)

    def unwelcome(self):
        self.change(is_welcome=False)

    @transaction.atomic
    def accept(self, number):
        """Marks the reply with this number as the one that helped; a removed one helps nobody."""
        if self.lock().posts.filter(number=number, number__gt=1, removed_at=None).exists():
            self.change(answer_number=number)

    def unaccept(self):
        self.change(answer_number=None)

    @transaction.atomic
    def retitle(self, title):
        self.change(title=title)
        Notification.objects.about(self.subject).update(title=title)

    @transaction.atomic
    def change(self, **values):
        """Sets the values on the locked row, unless they stand there already."""
        thread = self.lock()
        if all(getattr(thread, name) == value for name, value in values.items()):
            return
        thread.revision += 1
        if "answer_number" in values:
            # Both posts look different from now on.
            marked = thread.posts.filter(number__in={thread.answer_number, values["answer_number"]} - {None})
            marked.update(revision=thread.revision)
        for name, value in values.items():
            setattr(thread, name, value)
            setattr(self, name, value)
        thread.save(update_fields=[*values, "revision"])
        thread.ring()
