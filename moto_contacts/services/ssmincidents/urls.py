"""Where moto finds the service."""

from moto_contacts.plugin.entry import urls_of

url_bases, url_paths = urls_of("ssmincidents")
