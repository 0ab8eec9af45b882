from tools.diagrams import PAGE, page


def test_the_page_of_states_shows_the_tables_as_they_are() -> None:
    assert PAGE.read_text() == page()
