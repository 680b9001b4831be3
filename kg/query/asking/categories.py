"""Which category of the grammar each list of words in ``questions.toml`` is."""

from __future__ import annotations

from kg.vocab import Modality

CATEGORIES = {
    "of": "OF",
    "possessive": "DE",
    "that": "THAT",
    "and": "AND",
    "passive": "BEI",
    "on": "ON",
    "disposal": "BA",
    "by": "BY",
    "be": "BE",
    "serve": "DO",
    "join": "JOIN",
    "put_in": "PUT",
    "under": "UNDER",
    "owned": "OWNED",
    "among": "AMONG",
    "to": "TO",
    "at": "AT",
    "including": "INCLUDING",
    "shares": "SHARES",
    "with": "WITH",
    "have": "HAVE",
    "whose": "WHOSE",
    "how_many": "HOWMANY",
    "filler": "filler",
    "about": "about",
    "relation": "relation",
    "relation_glue": "glue",
    "when": "when",
    "how_much": "how_much",
    "how_big": "how_big",
    "which_post": "which_post",
    "quantity": "quantity",
    "moreover": "MOREOVER",
    "both": "both",
    "abandoned": "abandoned",
    "others": "others",
    "most": "most",
    "largest": "amount",
    "latest": "latest",
    "earliest": "earliest",
}

MODALITIES = {
    "planned": frozenset({Modality.PLANNED}),
    "negated": frozenset({Modality.NEGATED}),
    "speculative": frozenset({Modality.SPECULATIVE}),
    "asserted": frozenset({Modality.ASSERTED}),
    "with_planned": frozenset({Modality.ASSERTED, Modality.PLANNED}),
    "all_modalities": frozenset(Modality),
}
