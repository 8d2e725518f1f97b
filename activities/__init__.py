"""What touches the world: record, notify, project."""
