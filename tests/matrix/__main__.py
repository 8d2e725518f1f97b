"""Write the page anew."""

from tests.matrix.page import PAGE, page

PAGE.write_text(page(), encoding="utf-8")
