from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for ever-cached files; the paths inside JavaScript modules are rewritten too."""

    support_js_module_import_aggregation = True

    def reread(self):
        """Takes over what another process has collected since this one started."""
        self.hashed_files, self.manifest_hash = self.load_manifest()
