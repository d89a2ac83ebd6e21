from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "takt.web.security"
    label = "security"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out  # noqa: PLC0415  # apps are ready only now

        from takt.departments.signals import sign_in_taken_away  # noqa: PLC0415
        from takt.web.security import sessions  # noqa: PLC0415

        user_logged_in.connect(sessions.opened, dispatch_uid="takt: session opened")
        user_logged_out.connect(sessions.closed, dispatch_uid="takt: session closed")
        sign_in_taken_away.connect(sessions.take_everything_away, dispatch_uid="takt: sign-in taken away")
