"""Messages leave the house: by SMTP where a server is configured; else they rest in the outbox to be read there."""

import smtplib

from django.core.mail import EmailMessage, get_connection

from motcua.notices.ports import CouldNotSend


class Smtp:
    """Fills the port `mailer` with Django's SMTP connection (`MOTCUA_SMTP_*`)."""

    def send(self, *, address: str, subject: str, body: str) -> None:
        connection = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=20)
        try:
            EmailMessage(subject=subject, body=body, to=[address], connection=connection).send()
        except (smtplib.SMTPException, OSError) as fault:
            raise CouldNotSend(str(fault)) from fault


class Outbox:
    """The sandbox twin: nothing leaves. What was sent can be read on the demo's message page."""

    def send(self, *, address: str, subject: str, body: str) -> None:
        if "@" not in address:
            raise CouldNotSend(f"not an address: {address}")


class TextBox:
    """The sandbox twin of an SMS gateway: nothing leaves, and what was sent can be read in the demo."""

    sends = True

    def send(self, *, number: str, body: str) -> None:
        if not number.strip("+ ").replace(" ", "").isdigit():
            raise CouldNotSend(f"not a telephone number: {number}")


class NoTexts:
    """No gateway is configured: no page offers text messages, and what is owed by one stays owed."""

    sends = False

    def send(self, *, number: str, body: str) -> None:
        raise CouldNotSend("no gateway for text messages is configured")
