"""The gateway: the only process the world may reach. It speaks HTTP to the bot and the actions."""
