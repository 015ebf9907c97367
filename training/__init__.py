"""From annotated news to the network that `sayso.read` runs. Never imported by `sayso`."""
