from django.forms.renderers import DjangoTemplates


class FormRenderer(DjangoTemplates):
    """Django's own, with "data-limit" for "maxlength", by which browsers cut off pasted text without a word.

    The server says by how much a text is too long, and limit.js while it is typed.
    """

    def render(self, template_name, context, request=None):
        attributes = context.get("widget", {}).get("attrs", {})
        if "maxlength" in attributes:
            attributes["data-limit"] = attributes.pop("maxlength")
        return super().render(template_name, context, request)
