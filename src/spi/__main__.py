"""Start the command line with ``python -m spi``."""

from spi.cli import main

if __name__ == "__main__":
    main()
