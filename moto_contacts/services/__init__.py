"""The services, a folder each; none knows another. `moto_contacts.catalogue` lists them."""
