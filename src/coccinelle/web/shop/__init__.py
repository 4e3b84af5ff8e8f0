"""What the shop has and says: orders, parcels, publications, knowledge."""
