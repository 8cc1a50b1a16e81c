"""From the texts in code and templates to the catalogues Django reads. Uses Babel, no gettext programs."""
