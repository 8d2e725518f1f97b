"""What an auditor runs without trusting us: no database, no network, nothing of the engine."""
