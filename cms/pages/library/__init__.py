"""Practice from the municipalities: fact sheets, cities, programmes and the fields that join them."""
