"""A part of the graph as something to look at: HTML, SVG, PNG, PDF, Mermaid, DOT, DOCX.

`rendering.render(view, format)` draws a `views.View`; `record.read(file)` gives the view back that a file was
drawn from. Nothing here opens a store.
"""
