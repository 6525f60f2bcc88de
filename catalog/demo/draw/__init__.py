"""Studio pictures drawn from curves: geometry, canvas, and one module for each family of goods."""
