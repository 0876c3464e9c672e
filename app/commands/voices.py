"""`likeness voices`: list, add, remove, mix and judge voices, and measure the user's own."""

import argparse
from pathlib import Path

from app.commands.console import result_json

_KINDS = {
    "self": "it is my own voice",
    "synthetic": "a speech synthesiser's",
    "licence": "recordings with a licence that allows it",
    "present": "another person, who is present, agrees and speaks the phrase",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `voices`."""
    parser = subparsers.add_parser(
        "voices",
        help="list, add, mix and remove voices; measure your own",
        epilog='example: likeness voices add me.wav --name Me --consent-statement "This is my own voice."',
    )
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    actions = parser.add_subparsers(
        dest="action",
        metavar="list|show|add|remove|restore|rename|mix|score|export|import|phrase|calibrate",
        required=True,
    )
    actions.add_parser("list", help="all voices")
    _add_options(actions.add_parser("add", help="make a voice of a recording: any audio or video file, 10 s or more"))
    for name, words in (("remove", "remove one of your own"), ("restore", "undo a removal"), ("show", "all about one")):
        actions.add_parser(name, help=words).add_argument("voice", metavar="NAME")
    rename = actions.add_parser("rename", help="give one of your own another name")
    rename.add_argument("voice", metavar="NAME")
    rename.add_argument("--name", required=True, help="how it shall be called")
    mix = actions.add_parser("mix", help="make a voice between two")
    mix.add_argument("first", metavar="A")
    mix.add_argument("second", metavar="B")
    mix.add_argument("--ratio", type=float, default=0.5, metavar="X", help="share of B, 0 to 1 (default 0.5)")
    mix.add_argument("--name", required=True, help="how it is called")
    score = actions.add_parser("score", help="how much a recording sounds like a voice, 0 to 100; 50 passes")
    score.add_argument("file", metavar="FILE", type=Path)
    score.add_argument("--voice", required=True, metavar="NAME|FILE")
    export = actions.add_parser("export", help="write one into one file, with licence and consent")
    export.add_argument("voice", metavar="NAME")
    export.add_argument("-o", "--output", metavar="FILE", type=Path, default=Path(), help="file or folder to write to")
    actions.add_parser("import", help="add one from such a file").add_argument("file", metavar="FILE", type=Path)
    actions.add_parser("phrase", help="six words for a person to speak who lends you their voice")
    calibrate = actions.add_parser("calibrate", help="measure your own voice, so that it converts well at once")
    calibrate.add_argument("file", nargs="?", metavar="FILE", type=Path, help="a recording of your own voice")
    calibrate.add_argument("--microphone", metavar="NAME", help="record it now from this one; '' is the system's")
    calibrate.add_argument("--seconds", type=float, default=10.0, metavar="S", help="of recording (default 10)")
    calibrate.add_argument("--forget", action="store_true", help="delete what was measured")
    for action in actions.choices.values():
        action.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="end with one JSON object")
    parser.set_defaults(run=run)


def _add_options(add: argparse.ArgumentParser) -> None:
    add.add_argument("file", metavar="FILE", type=Path)
    add.add_argument("--name", required=True, help="how it is called")
    add.add_argument("--consent-statement", required=True, help="that the speaker agreed, or why nobody has to")
    add.add_argument(
        "--kind",
        choices=list(_KINDS),
        default="self",
        help="; ".join(f"{kind}: {words}" for kind, words in _KINDS.items()) + " (default self)",
    )
    add.add_argument("--who", default="", help="whose voice it is, if not the name's")
    add.add_argument("--licence", default="", metavar="TEXT", help="of the recording, needed for --kind licence")
    add.add_argument("--source", default="", metavar="TEXT", help="where the recording comes from")
    add.add_argument(
        "--phrase-file", metavar="FILE", type=Path, help="recording of the spoken phrase, needed for --kind present"
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked. Raises VoiceError, MediaError, DeviceError, ModelError."""
    from app.commands.voices_actions import ACTIONS

    table = ACTIONS[args.action](args)
    if args.json:
        result_json(table)
    return 0
