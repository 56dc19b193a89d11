"""The rooms that touch moto's internals; nothing outside imports them. PYTEST_DONT_REWRITE"""
