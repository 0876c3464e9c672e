"""What a profile does, in a few words."""

from app.settings import Settings
from app.ui.profiles import describe as describing


def test_avatar_voice_and_outputs_are_named() -> None:
    def names(settings: Settings) -> tuple[str, str]:
        return settings.avatar.title(), settings.voice.title()

    settings = Settings(avatar="ada", voice="theo", virtual_camera="auto", audio_output="cable")
    words = describing.describe(settings, names)
    assert words == "Avatar: Ada\nVoice: Theo\nOutputs: virtual camera, voice to others"
    assert describing.describe(Settings(avatar="ada"), names, " · ") == "Avatar: Ada · Voice: Clara · Outputs: none"
