"""The site (网站): the whole cycle in the browser, over the same law, counts and proof."""
