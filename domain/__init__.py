"""The law and the procedures, pure: no clock, no input or output, no Temporal."""
