"""`python -m actions` starts the action server."""

import logging
import sys
import warnings

from actions.server import create_app
from actions.settings import Settings
from catalog.app import open_catalogue
from catalog.errors import CatalogError
from catalog.settings import Settings as CatalogueSettings


def main() -> None:
    """Open the catalogue, load its models, and serve until stopped."""
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s"
    )
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")  # tried: fine
    try:
        settings = Settings.read()
        with open_catalogue(CatalogueSettings.read()) as catalogue:
            catalogue.searcher.warm()
            catalogue.policies.warm()
            app = create_app(catalogue, settings)
            app.run(settings.host, settings.port, single_process=True, motd=False, access_log=False)
    except CatalogError as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
