"""What `accord show` prints of a body is what `accord decide split` takes."""

from accord.bootstrap import the_identity
from accord.flows import split
from accord.register import show
from tests.builders import a_found
from tests.register.worlds import a_register, by, listed, take_in

ONE = a_found("Wuxi and CETC signed a framework agreement on 2024-07-14.", source="one.txt")
TWO = a_found(
    "China Electronics Technology Group Corporation and Wuxi signed a framework agreement on 2024-07-14.",
    source="two.txt",
)


def test_each_name_of_a_body_is_shown_with_a_mention_that_can_be_split_off() -> None:
    with a_register() as register:
        take_in(register, [ONE, TWO], identity=the_identity())
        body = next(p["id"] for p in listed(register, "parties") if p["id"] == "p-cn-soe:cetc")
        with register.asking() as connection:
            mentions = show(connection, body)["mentions"]
        assert [(m["name"], m["documents"]) for m in mentions] == [
            ("CETC", 1),
            ("China Electronics Technology Group Corporation", 1),
        ]
        split(by(register, identity=the_identity()), mentions[0]["id"], only_here=True)
        bodies = {p["name"] for p in listed(register, "parties")}
        assert {"CETC", "China Electronics Technology Group Corporation"} <= bodies
