"""Rules about the source text that no linter checks; what a rule forbids, it says what to write instead."""

import ast
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines
CODE = sorted(path for folder in ("app", "models", "installer") for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


@dataclass(frozen=True)
class Rule:
    """A pattern that must not occur outside the named files, and what to write instead."""

    pattern: str
    instead: str
    allowed: tuple[str, ...] = ()  # ends of paths


RULES = (
    Rule(r"\btime\.time\(\)", "app.media.now() or time.monotonic(): the wall clock jumps"),
    Rule(r"\b(TODO|FIXME|XXX|HACK)\b", "an issue, or the work itself"),
    Rule(r"allow_pickle=True", "arrays of numbers and strings: a file must not run code"),
    Rule(r"torch\.load\((?![^)]*weights_only=True)", "torch.load(..., weights_only=True): a file must not run code"),
    Rule(r"^\s*(import|from) pickle\b|(?<![\w.])(eval|exec)\(|yaml\.load\(", "a format that cannot run code"),
    Rule(r"shell=True|os\.system\(", "a list of arguments: file names hold spaces and quotes"),
    Rule(r"cv2\.(imshow|waitKey|namedWindow)", "a widget of app.ui: cv2's windows bring a second Qt"),
    Rule(r"cv2\.(imread|imwrite)\(", "app.picture: cv2 cannot open non-ASCII paths on Windows"),
    Rule(r"QOpenGLWidget|QVideoWidget", "a QWidget with paintEvent and drawImage: faster, and works without a GPU"),
    Rule(r"Signal\([^)]*(QImage|QPixmap|ndarray|VideoFrame|AudioBlock)", "a pull by a timer: queued signals pile up"),
    Rule(r"queue\.Queue\(\)", "app.handoff.Handoff or queue.Queue(maxsize=...): nothing may grow without bound"),
    Rule(r"open\([^)]*[\"']w[\"']\)", "encoding=\"utf-8\": Windows writes another one"),
    Rule(r"/work\b|/home/\w+", "a path that exists on other machines too"),
)  # fmt: skip


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _is_data(path: Path, tree: ast.Module) -> bool:
    """Whether a module is a table: most of its lines are literals assigned to names."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    tables = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in tables) > lines / 2


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """Every module of the program, parsed."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in CODE}


def _begins_with_words(path: Path) -> bool:
    """Whether a module has a docstring; read no further, for to parse all tests takes seconds."""
    with tokenize.open(path) as file:
        kinds = (part.type for part in tokenize.generate_tokens(file.readline))
        first = list(islice((kind for kind in kinds if kind not in (tokenize.COMMENT, tokenize.NL)), 2))
    return first == [tokenize.STRING, tokenize.NEWLINE]


def test_every_module_says_what_it_is(trees: dict[Path, ast.Module]) -> None:
    silent = [_name(path) for path, tree in trees.items() if not ast.get_docstring(tree)]
    silent += [_name(path) for path in TESTS if not _begins_with_words(path)]
    assert not silent


def test_files_are_short(trees: dict[Path, ast.Module]) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in trees}
    long = {_name(path): n for path, n in lengths.items() if n > LONGEST_FILE and not _is_data(path, trees[path])}
    assert not long


def _body_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its name to its end, its docstring left out: nobody shall save on that."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node):
        lines -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
    return lines


def test_functions_are_short(trees: dict[Path, ast.Module]) -> None:
    functions = {f"{_name(path)}:{node.name}": node for path, tree in trees.items() for node in _functions(tree)}
    lengths = {name: _body_length(node) for name, node in functions.items()}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern)
def test_nothing_forbidden_is_written(rule: Rule) -> None:
    found = [
        f"{_name(path)}:{number}: {line.strip()}"
        for path in CODE
        if not any(part in _name(path) for part in rule.allowed)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(rule.pattern, line)
    ]
    assert not found, f"write instead: {rule.instead}"


def test_unit_tests_mirror_the_packages() -> None:
    """A test of a package stands in the folder of the same name, so that it is found when the package moves."""
    unit = ROOT / "tests" / "unit"
    folders = {test.parent.relative_to(unit) for test in unit.rglob("test_*.py")}
    assert not sorted(str(folder) for folder in folders if not (ROOT / folder).is_dir())


def test_every_module_is_tested() -> None:
    """By a file of its own, or by name in another one.

    The drawing of the characters is judged by its pictures, the window by the stories of tests/gui.
    """
    files = {path.stem.removeprefix("test_") for path in TESTS}
    text = "\n".join(path.read_text(encoding="utf-8") for path in TESTS)
    names = [(path, _name(path).removesuffix(".py").replace("/", ".")) for path in CODE]
    untested = [
        name
        for path, name in names
        if path.stem not in ("__init__", "__main__")
        and "models.character" not in name
        and not name.startswith("app.ui.")
        if path.stem not in files and name not in text and f"from {name.rpartition('.')[0]} import" not in text
    ]
    assert not untested


def test_public_package_folders_have_no_stray_files() -> None:
    """Only source, tables and data that ship; nothing a run has left behind."""
    kinds = {".py", ".toml", ".md", ".png", ".jpg", ".webp", ".svg", ".npz", ".json", ".mp4", ".wav", ".typed"}
    kinds |= {".onnx", ".safetensors", ".ts"}
    folders = (ROOT / "app", ROOT / "models")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    stray = [_name(path) for path in files if "__pycache__" not in path.parts and path.suffix not in kinds]
    assert not stray
