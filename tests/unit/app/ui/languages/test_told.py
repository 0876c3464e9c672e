"""Errors and notices find their translations again, whatever stands in their gaps."""

from app.ui.languages.catalogue import catalogue_file, read_catalogue
from app.ui.languages.told import CONTEXT, Phrases

TABLE = {
    "the camera {0} is not connected": "摄像头 {0} 未连接",
    "connect it again": "请重新连接",
    "{0} of {1} sounds came back": "{1} 个声音中有 {0} 个返回",
    "recording {0} stopped: {1}": "录制 {0} 已停止：{1}",
    "the disk is full: {0} ends here": "磁盘已满：{0} 到此为止",
    "{0} is back": "{0}已恢复",
    "the camera": "摄像头",
    "There is no virtual cable.": "没有虚拟声卡。",
    "only {0} s are speech; {1} s are needed": "只有 {0} 秒语音；需要 {1} 秒",
}
say = Phrases(TABLE.items()).say


def test_values_go_where_the_other_language_wants_them() -> None:
    assert say("the camera /dev/video 0 is not connected") == "摄像头 /dev/video 0 未连接"
    assert say("2 of 10 sounds came back") == "10 个声音中有 2 个返回"


def test_what_fills_a_gap_may_be_such_a_text_itself() -> None:
    assert say("the camera is back") == "摄像头已恢复" and say("Cam 3 is back") == "Cam 3 已恢复"
    assert say("recording a: b.mp4 stopped: the disk is full: a: b.mp4 ends here") == (
        "录制 a: b.mp4 已停止：磁盘已满：a: b.mp4 到此为止"
    )


def test_joined_made_a_sentence_or_unknown() -> None:
    assert say("the camera X is not connected; connect it again") == "摄像头 X 未连接；请重新连接"
    assert say("The camera X is not connected.") == "摄像头 X 未连接"
    assert say("There is no virtual cable") == "没有虚拟声卡。"
    assert say("a.png: connect it again") == "a.png：请重新连接"
    assert say("only 2 s are speech") == "只有 2 秒语音" and say("9 s are needed") == "需要 9 秒"  # told apart
    for text in ("No such thing is known.", "", "  ", "已经是中文", "sudo apt install x"):
        assert say(text) == text


def test_no_template_of_the_catalogue_hides_another() -> None:
    """Each one, filled with harmless values, is found again as itself."""
    table = {
        entry.source: entry.translation
        for entry in read_catalogue(catalogue_file("zh_CN"))
        if entry.context == CONTEXT and entry.translation and not entry.gone
    }
    phrases = Phrases(table.items())
    values = list("ΩΨΦΔΣΘΛΠΞ")
    wrong = {
        source: said
        for source, translation in table.items()
        if (said := phrases.say(source.strip().format(*values))) != translation.format(*values)
    }
    assert len(table) > 400
    assert not wrong
