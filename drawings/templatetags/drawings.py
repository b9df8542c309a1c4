"""The drawings as template tags; each takes what its function of the same piece of work takes."""

from django import template

from drawings import bwmap, glyphs, hero, icons, plan, svg

register = template.Library()

register.simple_tag(glyphs.glyph, name="glyph")
register.simple_tag(icons.icon, name="icon")
register.simple_tag(hero.hero, name="plan_hero")
register.simple_tag(plan.strip, name="plan_strip")
register.simple_tag(plan.crop_plan, name="plan_crop")
register.simple_tag(plan.plot, name="plan_plot")
register.simple_tag(bwmap.bw_map, name="bw_map")
register.simple_tag(svg.bar, name="bar")
register.simple_tag(bwmap.mini_map, name="mini_map")
