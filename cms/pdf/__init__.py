"""Pages as tagged PDF (PDF/UA-1) by typst: render.py makes the file, a template in templates/ lays it out."""
