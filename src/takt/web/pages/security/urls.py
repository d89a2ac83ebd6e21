"""The addresses of signing in beyond the password, and of My security."""

from allauth.socialaccount.providers.openid_connect.views import callback
from allauth.socialaccount.providers.openid_connect.views import login as to_provider
from django.urls import path

from takt.web.pages.security import arriving, factors, overview, sessions, tokens

urlpatterns = [
    path("sign-in/second", arriving.second_factor, name="second-factor"),
    path("sign-in/passkey", arriving.by_passkey, name="passkey-sign-in"),
    path("sign-in/passkey/options", arriving.options, name="passkey-sign-in-options"),
    path("sign-in/try", arriving.try_as, name="demonstration-sign-in"),
    path("sign-in/<provider_id>/login/", to_provider, name="openid_connect_login"),
    path("sign-in/<provider_id>/login/callback/", callback, name="openid_connect_callback"),
    path("security", overview.overview, name="security"),
    path("security/password", overview.change_password, name="security-password"),
    path("security/confirm/options", overview.confirm_options, name="confirm-options"),
    path("security/set-up", factors.choose, name="second-factor-set-up"),
    path("security/app", factors.set_up_app, name="app-set-up"),
    path("security/app/remove", factors.remove_app, name="app-remove"),
    path("security/codes", factors.recovery_codes, name="recovery-codes"),
    path("security/passkeys/add", factors.add_passkey, name="passkey-add"),
    path("security/passkeys/options", factors.passkey_options, name="passkey-options"),
    path("security/passkeys/<uuid:which>/name", factors.name_passkey, name="passkey-name"),
    path("security/passkeys/<uuid:which>/remove", factors.remove_passkey, name="passkey-remove"),
    path("security/sessions/<uuid:which>/end", sessions.end, name="session-end"),
    path("security/sessions/end-others", sessions.end_others, name="sessions-end-others"),
    path("security/tokens", tokens.issue, name="token-issue"),
    path("security/tokens/<which>/revoke", tokens.revoke, name="token-revoke"),
]
