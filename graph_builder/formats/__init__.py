"""Formats besides text: HTML, DOCX, XLSX and PDF become text with paragraphs as lines and rows between tabs."""
