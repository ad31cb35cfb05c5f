"""Entry point: ``python3 -m helpers lab``. This file must parse on old Pythons, to be able to say that they are old."""

import sys

OLDEST = (3, 11)


def main():
    """Say in one sentence when Python is too old; else hand over to the commands."""
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "This course needs Python %d.%d or newer; this is Python %d.%d. "
            "Install a newer Python from python.org and run the command with it.\n"
            % (OLDEST + (sys.version_info[0], sys.version_info[1]))
        )
        return 1
    # Python looks in this folder first; a file here, such as random.py, must not take the place of one of its modules.
    sys.path.append(sys.path.pop(0))
    from helpers.start import commands

    return commands.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
