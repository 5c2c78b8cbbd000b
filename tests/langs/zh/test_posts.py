"""Posts of whole sentences, read from plain words: the table says why each one is there."""

import pytest

from accord.langs import load_pack
from accord.langs.zh.grammar import scene_of
from accord.langs.zh.page.restored import restored
from accord.langs.zh.posts import find_posts
from accord.langs.zh.posts.persons import with_persons
from accord.model.reading import Facts
from tests.tables import cases


def posts_of(text):
    scene = with_persons(scene_of(text, None, load_pack("zh")))
    return restored(Facts(posts=find_posts(scene)), scene, text).posts


@pytest.mark.parametrize("row", cases("langs/zh/tables/posts"))
def test_who_holds_which_post_of_which_body(row):
    told = [tuple(post.split("/")) for post in row["posts"].split("; ") if post]
    assert sorted((p.person, p.post, p.organization or "") for p in posts_of(row["text"])) == sorted(told)


def test_the_words_that_prove_a_post_hold_its_person():
    text = "省委常委、市委书记张謇出席。会上，范旭东（永利化工有限公司总经理）致辞，卢作孚、侯德榜副市长陪同。"
    for post in posts_of(text):
        assert all(post.person in text[start:end] for start, end in post.evidence)


def test_the_body_of_a_post_is_the_party_of_that_name():
    scene = with_persons(
        scene_of("永利化工有限公司与民生实业公司签约，永利化工有限公司董事长范旭东出席。", None, load_pack("zh"))
    )
    (post,) = find_posts(scene)
    assert [p.name for p in scene.cast.parties if p.id == post.party] == ["永利化工有限公司"]


@pytest.mark.parametrize(
    "seed", ["与", "（", "市委书记", "副市长范旭东、", "书记范旭东（", "范旭东任董事长", "总经理兼副"]
)
def test_a_long_run_of_titles_does_not_hang(seed):
    assert isinstance(posts_of((seed * 3_000)[:6_000]), tuple)
