"""Views of the entities and their ties: how two are connected, who is central, who depends on whom, for how much."""
