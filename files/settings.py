"""Where uploaded files are, from environment variables."""

NAMES = {
    "S3_BUCKET": "bucket_name",
    "S3_ENDPOINT": "endpoint_url",
    "S3_REGION": "region_name",
    "S3_ACCESS_KEY": "access_key",
    "S3_SECRET_KEY": "secret_key",
}


def s3_from(environment: dict) -> dict:
    """Options of django-storages; none without S3_BUCKET: then files are in a folder."""
    if not environment.get("S3_BUCKET"):
        return {}
    return {option: environment[name] for name, option in NAMES.items() if environment.get(name)}
