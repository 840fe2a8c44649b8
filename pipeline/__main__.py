"""`python -m pipeline` is `wortlaut`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
