"""What was worked out once is kept while the register stays as it is, and no longer."""

from accord.web.memory import Memory


def test_an_answer_is_worked_out_once_for_a_state_of_the_register() -> None:
    memory, asked = Memory(), []

    def answer() -> int:
        asked.append(1)
        return len(asked)

    assert [memory.recall("one", "how many", answer) for _ in range(3)] == [1, 1, 1]
    assert memory.recall("two", "how many", answer) == 2
    assert memory.recall("one", "how many", answer) == 3, "who still sees the older state is not told the newer one"


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    memory = Memory(most=2)
    for question in ("a", "b", "a", "c"):
        memory.recall("one", question, lambda question=question: question.upper())
    assert memory.recall("one", "a", lambda: "again") == "A"
    assert memory.recall("one", "b", lambda: "again") == "again"
