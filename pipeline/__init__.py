"""wortlaut: German and English news articles in, source-grounded claims about companies out."""
