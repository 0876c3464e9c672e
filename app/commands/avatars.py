"""`likeness avatars`: list, add, remove and show portraits."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import note, result, result_json


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `avatars`."""
    parser = subparsers.add_parser(
        "avatars",
        help="list, add, remove and show avatars",
        epilog='example: likeness avatars add me.jpg --name Me --licence "own photo" --source "taken by me" '
        '--consent-statement "This is me."',
    )
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    names = "list|add|rename|remove|restore|show|export|import"
    actions = parser.add_subparsers(dest="action", metavar=names, required=True)
    actions.add_parser("list", help="all avatars")
    add = actions.add_parser("add", help="make an avatar of a photo, a painting or a drawing")
    add.add_argument("picture", metavar="PICTURE", type=Path)
    add.add_argument("--name", required=True, help="how it is called")
    add.add_argument("--licence", required=True, help="under which the picture may be used")
    add.add_argument("--source", required=True, help="where the picture comes from")
    add.add_argument("--consent-statement", required=True, help="that the person shown agreed, or why nobody has to")
    for name, words in (("remove", "remove one of your own"), ("restore", "undo a removal"), ("show", "all about one")):
        actions.add_parser(name, help=words).add_argument("avatar", metavar="NAME")
    rename = actions.add_parser("rename", help="give one of your own another name")
    rename.add_argument("avatar", metavar="NAME")
    rename.add_argument("name", metavar="NEW")
    export = actions.add_parser("export", help="write one into one file, with licence and consent")
    export.add_argument("avatar", metavar="NAME")
    export.add_argument("-o", "--output", metavar="FILE", type=Path, default=Path(), help="file or folder to write to")
    actions.add_parser("import", help="add one from such a file").add_argument("file", metavar="FILE", type=Path)
    for action in actions.choices.values():
        action.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked. Raises AvatarError, MediaError, ModelError."""
    rows = _ACTIONS[args.action](args)
    if args.json:
        result_json(rows if args.action != "list" else {"avatars": rows})
    return 0


def _list(args: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    from app.avatar import scan_avatars

    avatars, broken = scan_avatars()
    rows = [_row(avatar) for avatar in avatars]
    if not args.json:
        for row in rows:
            result(f"{row['id']:<24} {row['name']:<24} {row['licence']}")
    for error in broken:
        note(f"likeness: {error}")
    return rows


def _add(args: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    from app.avatar import add_avatar
    from models.engines import create_face_engine

    avatar, quality = add_avatar(
        args.picture, args.name, args.licence, args.source, args.consent_statement, create_face_engine()
    )
    row = _row(avatar) | {"face_quality": quality.score, "advice": list(quality.advice)}
    if not args.json:
        result(f"{avatar.id}: added, quality {quality.score} of 100")
        for advice in quality.advice:
            result(f"  {advice}")
    return row


def _remove(args: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    from app.avatar import find_avatar, remove_avatar

    avatar = find_avatar(args.avatar)
    remove_avatar(avatar.id)
    if not args.json:
        result(f"{avatar.id}: removed; `likeness avatars restore {avatar.id}` brings it back")
    return _row(avatar)


def _rename(args: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    from app.avatar import find_avatar, rename_avatar

    avatar = rename_avatar(find_avatar(args.avatar).id, args.name)
    if not args.json:
        result(f"{avatar.id}: is called {avatar.name} now")
    return _row(avatar)


def _restore(args: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    from app.avatar import restore_avatar

    avatar = restore_avatar(args.avatar)
    if not args.json:
        result(f"{avatar.id}: restored")
    return _row(avatar)


def _show(args: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    from app.avatar import check_picture, find_avatar, load_picture
    from models.engines import create_face_engine

    avatar = find_avatar(args.avatar)
    image = load_picture(avatar.picture)
    quality = check_picture(image, create_face_engine())
    row = _row(avatar) | {
        "width": image.shape[1],
        "height": image.shape[0],
        "face_quality": quality.score,
        "advice": list(quality.advice),
    }
    if not args.json:
        for key, value in row.items():
            text = "; ".join(value) if isinstance(value, list) else value
            result(f"{key:<16} {text}")
    return row


def _export(args: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    from app.avatar import export_avatar, find_avatar

    avatar = find_avatar(args.avatar)
    path = export_avatar(avatar, args.output)
    if not args.json:
        result(f"{avatar.id}: exported to {path}")
    return _row(avatar) | {"output": str(path)}


def _import(args: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    from app.avatar import import_avatar

    avatar = import_avatar(args.file)
    if not args.json:
        result(f"{avatar.id}: added")
    return _row(avatar)


_ACTIONS = {
    "list": _list,
    "add": _add,
    "rename": _rename,
    "remove": _remove,
    "restore": _restore,
    "show": _show,
    "export": _export,
    "import": _import,
}


def _row(avatar: Any) -> dict[str, Any]:  # noqa: ANN401 - app.avatar is loaded only when needed
    consent = avatar.consent
    return {
        "id": avatar.id,
        "name": avatar.name,
        "path": str(avatar.picture),
        "licence": avatar.licence,
        "source": avatar.source,
        "author": avatar.author,
        "consent": consent.statement if consent else "",
        "consent_kind": consent.kind if consent else "none",
        "bundled": avatar.bundled,
    }
