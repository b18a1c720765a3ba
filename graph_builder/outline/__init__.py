"""The numbers, labels, paragraphs and table cells of a notice as a tree."""
