"""What the previews of blocks show in the editor: words of ours, and what the site has to choose from."""

from django.apps import apps
from wagtail import blocks
from wagtail.models import Page


class SampledBlock(blocks.StructBlock):
    """`make_sample` gives the values of the preview, made when somebody looks at it."""

    def make_sample(self):
        raise NotImplementedError

    def get_preview_value(self):
        defaults = {name: block.get_default() for name, block in self.child_blocks.items()}
        return self.normalize(defaults | self.make_sample())


def newest(label, number=1):
    """The rows that were made last; of pages those that are published."""
    model = apps.get_model(label)
    rows = model.objects.live() if issubclass(model, Page) else model.objects.all()
    return list(rows.order_by("-pk")[:number])
