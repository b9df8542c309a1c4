"""Drawings of numbers."""
