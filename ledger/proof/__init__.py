"""What an auditor runs without trusting us: no database, no network, nothing of the engine.

Read it in this order: `chain` (rows and hashes), `merkle`, `note` (signatures), `checkpoint`, `keyring`, `verify`
(a whole log), `event` (a line of it), `bundle` (the file), `__main__`; `evidence` has the files of single proofs.
"""
