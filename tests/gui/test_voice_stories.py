"""What a user does with the voice in the window, on a session whose behaviour the test decides."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings, load_settings
from app.sound.devices import SoundDevice
from app.ui.look import theme
from app.ui.main_window import MainWindow
from app.ui.parts.device_picker import DevicePicker
from app.ui.session_model import Phase
from app.ui.voices.voice_delegate import ID_ROLE
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.support.fake_session import FakeSession
from tests.support.fake_voices import MICROPHONES, OUTPUTS, fake_device

Devices = dict[str, tuple[SoundDevice, ...]]
_LEFT = Qt.MouseButton.LeftButton


def live(qtbot: QtBot, window: MainWindow, stage: Stage) -> FakeSession:
    window.sidebar.show_page("voice")
    QTest.mouseClick(window.controls.start_button, _LEFT)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    return stage.sessions[-1]


def pick(picker: DevicePicker, address: str) -> None:
    """Choose from a list as a user does."""
    index = picker.findData(address)
    assert index >= 0, f"{address} is not offered"
    picker.setCurrentIndex(index)
    picker.activated.emit(index)


def test_a_voice_that_is_clicked_reaches_the_session_and_the_settings(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    other = next(voice for voice in window.voices.shelf.voices if voice.id != window.model.settings.voice)
    window.voices.search.setText(other.name.upper())
    index = window.voices.view.model().index(0, 0)
    assert window.voices.view.model().rowCount() < len(window.voices.ids) and index.data(ID_ROLE) == other.id
    QTest.mouseClick(window.voices.view.viewport(), _LEFT, pos=window.voices.view.visualRect(index).center())
    qtbot.waitUntil(lambda: session.settings.voice == other.id)
    snapshot(window, "voice-live")
    close(qtbot, window)
    assert load_settings().voice == other.id


def test_sliders_and_switches_of_the_sound_reach_the_session(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    tuning = window.tuning
    tuning.pitch.slider.setValue(-7)
    tuning.formant.slider.setValue(13)
    tuning.strength.slider.setValue(80)
    window.microphone.gain.slider.setValue(6)
    for name in ("auto_pitch", "noise_gate", "noise_suppression"):
        tuning.switches[name].switch.click()
    wanted = Settings(
        semitones=-3.5,
        formant=1.3,
        voice_strength=0.8,
        input_gain_db=6.0,
        auto_pitch=False,
        noise_gate=False,
        noise_suppression=True,
    )
    qtbot.waitUntil(lambda: session.settings == wanted)
    assert tuning.pitch.value_words.text() == "-3.5" and tuning.strength.value_words.text() == "80 %"
    tuning.pitch.slider.mouseDoubleClickEvent(None)  # type: ignore[arg-type]  # not looked at
    qtbot.waitUntil(lambda: session.settings.semitones == 0.0)


def test_the_mute_key_silences_at_once_and_the_button_turns_red(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    button = window.controls.voice.mute_button
    QTest.keyClick(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: ("mute", True) in session.orders)
    assert button.isChecked() and button.accessibleName() == "Muted"
    QApplication.processEvents()
    ground = button.grab().toImage().pixelColor(QPoint(20, 8)).name()
    assert ground == theme.ALARM
    qtbot.waitUntil(lambda: "Muted" in window.microphone.hint.text() and "Muted" in window.status.voice.text())
    snapshot(window, "voice-muted")
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.STOPPED)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    orders = stage.sessions[-1].orders
    assert orders.index(("mute", True)) < orders.index(("start",)), "who is muted starts muted"
    QTest.mouseClick(button, _LEFT)
    qtbot.waitUntil(lambda: ("mute", False) in orders)
    assert not button.isChecked()


def test_a_voice_that_came_up_unmuted_is_muted_again(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    window.actions_["mute"].trigger()
    session = live(qtbot, window, stage)
    session.set_voice(muted=False)
    qtbot.waitUntil(lambda: session.status().voice.muted)


def test_push_to_talk_by_key_and_by_button(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    QTest.keyPress(window, Qt.Key.Key_T)
    QTest.keyRelease(window, Qt.Key.Key_T)
    window.tuning.switches["push_to_talk"].switch.click()
    talk = window.controls.voice.talk_button
    assert talk.isVisible()
    window.voices.view.setFocus()  # lists take letters for themselves, but not this one
    QTest.keyPress(window.voices.view, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: session.orders[-1] == ("talk", True))
    assert talk.accessibleName() == "On air"
    QTest.keyRelease(window.voices.view, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: session.orders[-1] == ("talk", False))
    QTest.mousePress(talk, _LEFT)
    qtbot.waitUntil(lambda: session.orders[-1] == ("talk", True))
    window.tuning.switches["push_to_talk"].switch.click()
    qtbot.waitUntil(lambda: ("talk", False) == [order for order in session.orders if order[0] == "talk"][-1])
    QTest.mouseRelease(talk, _LEFT)
    QTest.keyClick(window.voices.search, Qt.Key.Key_T)
    assert window.voices.search.text() == "t"
    talks = [order[1] for order in session.orders if order[0] == "talk"]
    assert talks == [False, True, False, True, False], "typing and the key without push-to-talk say nothing"


def test_the_own_voice_needs_two_decisions_shows_a_badge_and_ends_with_the_performance(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    panel = window.original
    assert not panel.row.switch.isEnabled()
    session = live(qtbot, window, stage)
    panel.row.switch.click()
    dialog = panel.dialog
    assert dialog is not None and not panel.row.switch.isChecked() and not window.model.voice.original
    dialog.reject()
    panel.row.switch.click()
    assert panel.dialog is not None
    QTest.mouseClick(panel.dialog.yes_button, _LEFT)
    qtbot.waitUntil(lambda: ("pass_original", True) in session.orders)
    assert "Your own voice is heard" in window.preview.avatar.words and panel.row.switch.isChecked()
    assert window.model.settings == Settings(), "it is never remembered"
    snapshot(window, "own-voice")
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.STOPPED)
    assert not window.preview.avatar.words.count("heard") and not window.model.voice.original


def test_devices_are_picked_cables_are_marked_and_the_list_looks_again(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, sound_devices: Devices
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    pick(window.microphone.picker, MICROPHONES[1].id)
    cable = OUTPUTS[1]
    window.sidebar.show_page("outputs")
    output = window.sound_output
    assert "Others cannot hear you" in output.hint.text()
    pick(output.picker, cable.id)
    assert "virtual cable" in output.picker.currentText()
    pick(output.monitor, OUTPUTS[0].id)
    assert "headphones" in output.monitor_hint.text()
    window.sync.fold.click()
    window.sync.offset.slider.setValue(8)
    wanted = Settings(microphone=MICROPHONES[1].id, audio_output=cable.id, monitor=OUTPUTS[0].id, av_offset_ms=40.0)
    qtbot.waitUntil(lambda: session.settings == wanted)
    snapshot(window, "outputs-live")
    sound_devices["outputs"] = OUTPUTS[:1]
    output.picker.showPopup()
    output.picker.hidePopup()
    qtbot.waitUntil(lambda: "not connected" in output.picker.currentText())
    assert window.model.settings.audio_output == cable.id, "a device that is away for a moment stays chosen"


def test_the_programs_own_microphone_is_warned_of_before_and_while_it_is_heard(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, sound_devices: Devices
) -> None:
    own = fake_device("Likeness Microphone", virtual=True)
    sound_devices["microphones"] = (*MICROPHONES, own)
    window = open_window()
    hint = window.microphone.hint
    assert "Choose your own" not in hint.text()
    pick(window.microphone.picker, own.id)
    assert "Choose your own microphone" in hint.text() and hint.property("role") == "warning"
    live(qtbot, window, stage)
    qtbot.waitUntil(lambda: "Choose your own microphone" in hint.text())
    snapshot(window, "own-microphone")
    pick(window.microphone.picker, MICROPHONES[1].id)
    assert "Choose your own" not in hint.text()
    sound_devices["microphones"] = (replace(own, default=True), *MICROPHONES)  # the system's choice is no better
    window.model.change(microphone="")
    window.devices.refresh()
    qtbot.waitUntil(lambda: "Choose your own microphone" in hint.text())


def test_the_numbers_of_the_voice_appear_and_open_into_their_parts(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    readout = window.status.voice
    qtbot.waitUntil(lambda: readout.isVisible() and readout.text() == "Voice 86 ms")
    qtbot.waitUntil(lambda: window.microphone.meter.lit and window.microphone.meter.peak_db == -9.5)
    assert "118 Hz" in window.microphone.hint.text()
    session.set_voice(underruns=2, overruns=1, av_offset_ms=-12.0)
    qtbot.waitUntil(lambda: readout.text() == "Voice 86 ms · 3 gaps")
    QTest.mouseClick(readout, _LEFT)
    view = readout.view
    assert view is not None and view.isVisible()
    parts = view.bars.accessibleName()
    for words in ("Microphone 12 ms", "Algorithm 37 ms", "Wait for picture 8 ms", "Output 22 ms"):
        assert words in parts
    assert "12 ms before the picture" in view.rest.text() and "ran dry: 2" in view.rest.text()
    view.hide()


def test_warnings_come_once_and_a_failed_voice_says_so(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    session.set_voice(warnings=("the microphone hears the loudspeaker; use headphones",))
    qtbot.waitUntil(lambda: window.messages.words == "The microphone hears the loudspeaker. Use headphones.")
    window.messages.dismiss()
    qtbot.wait(300)
    assert not window.messages.isVisible()
    session.set_voice(warnings=(), state="failed", error="Clara has gone", advice="choose another voice")
    qtbot.waitUntil(lambda: window.messages.words == "Clara has gone. Choose another voice.")
    assert "Clara has gone" in window.microphone.hint.text() and "silence" in window.status.voice.text()


def test_without_a_microphone_everything_else_works(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, sound_devices: Devices
) -> None:
    sound_devices["microphones"] = ()
    window = open_window()
    window.sidebar.show_page("voice")
    assert "No microphone was found" in window.microphone.hint.text()
    assert (
        not window.microphone.own_button.isEnabled() and "takes a microphone" in window.microphone.own_button.toolTip()
    )
    assert window.microphone.picker.currentText() == "No microphone found"
    snapshot(window, "no-microphone")
    window.commands.voices.add()
    dialog = window.commands.voices.enrol_dialog
    assert dialog is not None and not dialog.stage.ring.isEnabled() and dialog.file_button.isEnabled()
    snapshot(dialog, "enrol-no-microphone")
    dialog.reject()
    stage.prepare = lambda session: setattr(session, "has_microphone", False)
    live(qtbot, window, stage)
    qtbot.waitUntil(lambda: "no microphone was found" in window.microphone.hint.text())
    assert not window.status.voice.isVisible()
    assert window.voices.preview_button.isEnabled()
    window.model.change(camera="demo")
    assert "sound of the film" in window.microphone.picker.currentText()


def test_pages_are_reached_by_keys(open_window: OpenWindow) -> None:
    window = open_window()
    for key, page in ((Qt.Key.Key_F3, "voice"), (Qt.Key.Key_F4, "outputs"), (Qt.Key.Key_F2, "portrait")):
        QTest.keyClick(window, key)
        assert window.sidebar.page == page
