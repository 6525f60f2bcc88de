"""What the assistant does for shoppers: rasa-sdk actions over the catalogue."""
