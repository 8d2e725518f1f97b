"""What is measured, always against the same work done by a peer in the same run."""
