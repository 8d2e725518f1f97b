"""Random commands to every procedure of the register, and what must hold whatever they are."""
