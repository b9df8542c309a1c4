"""The library of fact sheets: what readers search, choose, compare and take away."""
