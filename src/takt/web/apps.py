from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "takt.web"
    label = "web"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415  # apps are ready only now

        from takt.web.catalogue import compile_catalogues  # noqa: PLC0415

        compile_catalogues()
        # Django would write the time of the last sign-in into the person's row, round the door. The session knows it.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
