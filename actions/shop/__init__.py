"""What shoppers own in the shop: who they are, their orders and their carts."""
