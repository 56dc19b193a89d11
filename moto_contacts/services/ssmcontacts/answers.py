"""What a person can do with a page, other than by a call."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.services.ssmcontacts.page import Page, Receipt
from moto_contacts.simulation import clock, codes
from moto_contacts.simulation.messages import Sent

#: What takes a channel out, whoever writes it and in whatever case. Source: documented.
_UNSUBSCRIBE = "UNSUBSCRIBE"
#: Characters that a receipt has room for.
_MOST = 2048


@dataclass(frozen=True, slots=True)
class PageAnswers:
    """The answers to the sends of one page."""

    page: Page

    def reply(self, sent: Sent, text: str) -> None:
        """The code acknowledges the page: it has arrived, and was read. Other texts do nothing.

        Source: seen (both receipts, with the code), inferred (other texts, any channel).
        """
        typed = text.strip()
        if typed.upper() == _UNSUBSCRIBE:
            self.unsubscribe(sent)
        elif codes.same(typed, self.page.code):
            receipt = (clock.now(), self.page.channel.arn, typed)
            self.page.deliver(Receipt("DELIVERED", *receipt), sent)
            self.page.read(Receipt("READ", *receipt), sent)

    def fail(self, sent: Sent, reason: str) -> None:
        """This send did not arrive. Source: documented (type of the receipt), inferred."""
        channel = self.page.channel.arn
        self.page.fail(Receipt("ERROR", clock.now(), channel, reason[:_MOST]))

    def unsubscribe(self, sent: Sent) -> None:
        """The channel has to be activated anew before anything is sent there.

        Source: documented, inferred (that the last code is good for it).
        """
        self.page.channel.deactivate()
