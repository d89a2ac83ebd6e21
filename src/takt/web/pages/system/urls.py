"""Addresses of the pages of the system."""

from django.urls import path

from takt.web.pages.system import attempts, health, jobs, letters, verifying

urlpatterns = [
    path("system/letters", letters.letters, name="system-letters"),
    path("system/letters/<reference>", letters.letter, name="system-letter"),
    path("system/jobs", jobs.jobs, name="system-jobs"),
    path("system/refused-attempts", attempts.attempts, name="system-attempts"),
    path("system/verify", verifying.verifying, name="system-verify"),
    path("system/verify/progress", verifying.progress, name="system-verify-progress"),
    path("system/verify/journal.jsonl", verifying.journal_file, name="system-journal"),
    path("system/health", health.health, name="system-health"),
]
