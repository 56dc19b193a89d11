"""What addresses look like; the services say it in words only, all of them in the same."""

import re

#: E.164: a plus, a country code, at most 15 digits. Source: documented.
PHONE_NUMBER = re.compile(r"\+[1-9][0-9]{1,14}")
#: One ``@``, a domain with a dot, no blanks. Source: inferred.
EMAIL_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
