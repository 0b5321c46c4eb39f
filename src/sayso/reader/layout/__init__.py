"""A text taken apart: paragraphs, sentences, headings, furniture, quotations. `text.take_apart` is the door."""
