from cms.models import EditorialImage
from cms.templatetags.picture_tags import wide_or_whole


def make_sizes():
    """All in which pages show the images, so that the first visitor does not wait for them."""
    for image in EditorialImage.objects.all():
        for is_wide in (True, False):
            wide_or_whole(image, is_wide, "")
