"""How fast accord is: everything in one run on one core, as ratios, kept as JSON in `bench/results/`."""
