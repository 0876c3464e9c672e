"""What is loaded for which engine, and what is said when it cannot be."""

import importlib
import os
import sys
from pathlib import Path

import pytest

from models import engines
from models.errors import ModelError


def test_engines_without_torch_need_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(importlib, "import_module", asked.append)
    for name in ("landmark", "mesh"):
        engines.preload(name)
    assert asked == []
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")  # the user's own choice stays
    engines.preload("fomm", "cpu")
    assert asked == ["torch"]
    assert (os.environ["OMP_WAIT_POLICY"], os.environ["GOMP_SPINCOUNT"]) == ("PASSIVE", "7")


@pytest.mark.parametrize(("system", "advice"), [("linux", "bootstrap"), ("win32", "anew")])
def test_torch_that_cannot_be_loaded_is_told_with_its_remedy(
    system: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise OSError("[WinError 1114] c10.dll\nmore")

    monkeypatch.setattr(importlib, "import_module", fail)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setitem(sys.modules, "PySide6", sys)
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    for make in (engines.PORTRAIT_ENGINES["fomm"], engines.FACE_ENGINES["face-alignment"]):
        with pytest.raises(ModelError, match="c10.dll") as caught:
            make("cpu")
        assert advice in caught.value.advice and "more" not in str(caught.value)


def test_only_torch_after_qt_on_windows_needs_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "PySide6", sys)
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    assert engines.needs_restart("fomm") and not engines.needs_restart("landmark")
    monkeypatch.setitem(sys.modules, "torch", sys)
    assert not engines.needs_restart("fomm")
    monkeypatch.delitem(sys.modules, "torch")
    monkeypatch.delitem(sys.modules, "PySide6")
    assert not engines.needs_restart("fomm")


def test_what_an_engine_lacks_is_known_before_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.portrait.fomm.find.search_dirs", lambda: [tmp_path])
    monkeypatch.delenv("LIKENESS_FOMM", raising=False)
    assert engines.lacking("landmark") is None
    problem = engines.lacking("fomm")
    assert problem is not None and str(tmp_path) in problem.message and problem.advice
    (tmp_path / "fomm").mkdir()
    (tmp_path / "fomm" / "vox-adv-cpk.pth.tar").write_bytes(b"weights")
    assert engines.lacking("fomm") is None
    monkeypatch.setenv("LIKENESS_FOMM", str(tmp_path / "gone.pth"))
    problem = engines.lacking("fomm")
    assert problem is not None and "gone.pth" in problem.message
