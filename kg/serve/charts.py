"""Bars for a page: where they stand in a drawing of SVG, which templates write out."""

from __future__ import annotations

from typing import Any

_WIDTH, _HEIGHT = 640, 200
_TOP, _BOTTOM = 24, 22
_WIDEST, _NARROWEST = 64, 8
_UNITS = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))


def chart(told: dict[str, Any]) -> dict[str, Any]:
    """The bars of one currency's amounts by year; years without any are left as gaps while there are few."""
    years = _filled(told["years"])
    most = max((one["amount"] for one in years), default=0.0) or 1.0
    step = min(_WIDEST, max(_NARROWEST, _WIDTH / max(len(years), 1)))
    bars = []
    for number, one in enumerate(years):
        height = round(
            max((_HEIGHT - _TOP - _BOTTOM) * one["amount"] / most, 1.0 if one["facts"] else 0.0), 1
        )
        bars.append(
            {
                "year": one["year"],
                "facts": one["facts"],
                "x": round(number * step + step * 0.15, 1),
                "middle": round(number * step + step / 2, 1),
                "y": round(_HEIGHT - _BOTTOM - height, 1),
                "width": round(step * 0.7, 1),
                "height": height,
                "text": f"{one['amount']:,.12g}",
                "short": amount(one["amount"]) if one["facts"] else "",
            }
        )
    width = max(round(step * len(years)), 120)
    return {**told, "bars": bars, "width": width, "height": _HEIGHT}


def _filled(years: list[dict[str, Any]]) -> list[dict[str, Any]]:
    numbers = [int(one["year"]) for one in years]
    if not numbers or max(numbers) - min(numbers) > 30:
        return years
    known = {int(one["year"]): one for one in years}
    return [
        known.get(year, {"year": str(year), "amount": 0.0, "facts": 0})
        for year in range(min(numbers), max(numbers) + 1)
    ]


def amount(value: float) -> str:
    """An amount as Chinese news writes it.

    >>> amount(2_000_000_000), amount(1_230_000), amount(950)
    ('20亿', '123万', '950')
    """
    for unit, name in _UNITS:
        if value >= unit:
            return f"{value / unit:.3g}{name}"
    return f"{value:.4g}"
