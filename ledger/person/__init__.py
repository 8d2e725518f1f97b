"""Personal data beside the record: names of candidates, addresses of bodies, each under a key of its own.

Events name a person by code; who that is lies here, sealed. Every read names its purpose and is on record;
erasing somebody destroys the key, and the record stays whole.
"""

from ledger.person.cipher import Altered
from ledger.person.keyring import Keyring, KeyringError
from ledger.person.persons import ERASED, Access, Contact, Kept, Persons, Subject, mailbox
from ledger.person.purpose import Purpose

__all__ = [
    "ERASED",
    "Access",
    "Altered",
    "Contact",
    "Kept",
    "Keyring",
    "KeyringError",
    "Persons",
    "Purpose",
    "Subject",
    "mailbox",
]
