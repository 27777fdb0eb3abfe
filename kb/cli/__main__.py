"""Run the command line as `python -m kb.cli`."""

from kb.cli.main import main

if __name__ == "__main__":
    main()
