"""`python -m bot`: the commands of DESIGN §7 that are not a make target of their own."""

import argparse
import os
import sys

from bot import commands
from bot.datafile import DataError
from bot.goals.catalogue import CatalogueError
from bot.settings import SettingsError, load_settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, 1 when it did not work, 2 when a setting or data file is wrong."""
    given = _parser().parse_args(arguments)
    try:
        match given.command:
            case "train":
                return commands.train(given.if_needed)
            case "parse":
                return commands.parse(sys.stdin)
            case "say":
                return commands.say(load_settings(), given.conversation, given.text)
            case "reviews":
                return commands.reviews(load_settings())
            case "front":
                return commands.front(load_settings())
            case "desk-password":
                return commands.desk_password(load_settings(), given.login)
            case "whatsapp":
                return commands.whatsapp(load_settings(), given.new_key, given.subscribe)
        from bot.processes import run

        return run(load_settings())
    except (SettingsError, DataError, CatalogueError) as error:
        print(error, file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read the output had enough; Python would complain once more when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Noor, the digital front desk")
    commands_ = parser.add_subparsers(dest="command", required=True)
    commands_.add_parser("run", help="start the three processes; Ctrl-C stops them")
    training = commands_.add_parser("train", help="train the model")
    training.add_argument("--if-needed", action="store_true", help="only when the right model is not there")
    saying = commands_.add_parser("say", help="say one thing to a running Noor")
    saying.add_argument("--conversation", required=True, metavar="NAME", help="a name to go on by")
    saying.add_argument("text")
    commands_.add_parser("parse", help="what Noor understands of each line on standard input, as JSON")
    commands_.add_parser("reviews", help="what reviewers put right, masked, one line of JSON each: training data to be")
    commands_.add_parser("front", help="run the front alone")
    rescue = commands_.add_parser("desk-password", help="a new password for somebody at the desk")
    rescue.add_argument("login", help="what they sign in with, such as beheerder")
    checking = commands_.add_parser("whatsapp", help="check the settings of WhatsApp at Meta")
    checking.add_argument("--new-key", action="store_true", help="make a key for NOOR_WHATSAPP_KEY instead")
    checking.add_argument("--subscribe", action="store_true", help="subscribe the app to the WhatsApp account first")
    return parser


if __name__ == "__main__":
    sys.exit(main())
