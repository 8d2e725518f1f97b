"""What an auditor runs without trusting us: no database, no network, nothing of the engine.

Read it in this order: `chain` (rows, hashes), `merkle`, `note` (signatures), `checkpoint`, `keyring`,
`verify` (a whole log), `event` (one line of it), `bundle` (the file), `__main__`; `evidence` has the single
proofs.
"""
