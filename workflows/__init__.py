"""The durable procedures: thin, they wait and remind; the domain decides."""
