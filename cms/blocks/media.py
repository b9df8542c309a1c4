"""Blocks of pictures and films."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.samples import SampledBlock, newest
from cms.blocks.values import Listed

GROUP = "Bild und Film"


class Shape:
    """WHOLE is as the file is; WIDE is cut to 16 by 9 around the focal point of the image."""

    WHOLE, WIDE = "whole", "wide"
    choices = [(WHOLE, "ganzes Bild"), (WIDE, "Querformat 16:9, um den Fokusbereich des Bildes")]


class DescribedImageBlock(ImageBlock):
    """Wagtail's, in the words of this site: an image is described, or marked as one that says nothing."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        labels = {"image": "Bild", "decorative": "schmückend", "alt_text": "Alternativtext"}
        for name, label in labels.items():
            self.child_blocks[name].label = label
        self.child_blocks[
            "decorative"
        ].field.help_text = "Das Bild sagt nichts, was nicht auch im Text steht."
        self.child_blocks[
            "alt_text"
        ].field.help_text = "Was zu sehen ist, für alle, die das Bild nicht sehen."

    def clean(self, value):
        """Says it in the words of this site."""
        try:
            return super().clean(value)
        except StructBlockValidationError as refused:
            if "alt_text" not in refused.block_errors:
                raise
            problem = "Beschreiben Sie das Bild, oder kreuzen Sie „schmückend“ an."
            raise StructBlockValidationError({"alt_text": ValidationError(problem)}) from refused


class Pictured(blocks.StructValue):
    @property
    def is_empty(self):
        return not self["image"]

    @property
    def shown_credit(self):
        return self["credit"] or self["image"].credit

    @property
    def is_wide(self):
        return self["shape"] == Shape.WIDE


class PictureBlock(SampledBlock):
    image = DescribedImageBlock(label="Bild")
    caption = blocks.CharBlock(
        label="Bildunterschrift",
        max_length=250,
        required=False,
        help_text="Was man über das Bild wissen soll.",
    )
    credit = blocks.CharBlock(
        label="Bildnachweis",
        max_length=200,
        required=False,
        help_text="Leer: der Nachweis, der am Bild gespeichert ist.",
    )
    shape = blocks.ChoiceBlock(
        label="Zuschnitt",
        choices=Shape.choices,
        default=Shape.WHOLE,
        help_text="Den Fokusbereich stellen Sie am Bild ein.",
    )

    class Meta:
        template = "cms/blocks/image.html"
        icon = "image"
        label = "Bild"
        group = GROUP
        description = "Ein Bild mit Alternativtext, Unterschrift und Bildnachweis."
        value_class = Pictured

    def make_sample(self):
        (image,) = newest("cms.EditorialImage") or [None]
        if image:
            image.contextual_alt_text, image.decorative = image.description or image.title, False
        return {"image": image, "caption": "Was man über das Bild wissen soll."}


class ClipsBlock(SampledBlock):
    clips = blocks.ListBlock(
        SnippetChooserBlock("cms.Clip", label="Film oder Clip"),
        label="Filme und Clips",
        help_text="Untertitel und Abschrift gehören zum Film und erscheinen mit ihm.",
    )

    class Meta:
        template = "cms/blocks/clips.html"
        icon = "media"
        label = "Filme und Clips"
        group = GROUP
        description = "Ein Film oder mehrere, mit Untertiteln und Abschrift. Sie starten nicht von selbst."
        value_class = Listed

    def make_sample(self):
        return {"clips": newest("cms.Clip")}
