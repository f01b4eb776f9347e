"""Assess the social situation of an area, see the need for action, plan measures."""
