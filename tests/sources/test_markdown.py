import pytest

from accord.sources.markdown import read_markdown

LINES = [
    ("## Two cities sign ##", "Two cities sign", "a heading is a line"),
    ("The **two** _cities_ signed *it*.", "The two cities signed it.", "emphasis"),
    ("双方**签署**协议", "双方签署协议", "emphasis without spaces"),
    ("See [the plan](https://example.org/a_(b)) and [more][1].", "See the plan and more.", "links are their words"),
    ("![a map](map.png)They met.", "They met.", "a picture has no words of its own"),
    ("> They `signed` it.", "They signed it.", "quotes and code"),
    ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name", "no marks"),
    ("1\\. They \\*signed\\*", "1. They *signed*", "escaped marks are characters"),
    (
        "| Park | Amount |\n|---|---|\n| Port | 20 |",
        "| Park | Amount |\n\n| Port | 20 |",
        "the rule of a table is no words",
    ),
    ("```\ncode\n```", "code", "fences"),
]


@pytest.mark.parametrize(("source", "words", "why"), LINES)
def test_the_words_stay_and_the_marks_go(source, words, why):
    assert read_markdown(source).content == words, why


def test_front_matter_says_title_and_day():
    draft = read_markdown(
        '---\ntitle: "Two cities sign"\ndate: 2023-05-04\nlayout: post\n---\nThey met. They signed.\n'
    )
    assert (draft.title, draft.published) == ("Two cities sign", "2023-05-04")
    assert draft.content == "Two cities sign\n\nThey met. They signed.\n"
