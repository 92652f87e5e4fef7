"""The demo's papers: PDF, DOCX and XLSX files made of its publications' own texts."""
