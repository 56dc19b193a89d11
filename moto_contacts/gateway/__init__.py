"""A request in, a response out, by the service model. Knows no service and no moto."""
