"""The first run: the shop is opened, its products come in, it is switched on."""
