"""What is measured, and the program that measures it: ``python -m tests.benchmarks``.

Not a part of the test run, but for `test_runner`, which asserts no time.
"""
