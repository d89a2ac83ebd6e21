"""The demonstration factory: a small maker of gear reducers, with orders in every state. All of it by the door's actions."""
