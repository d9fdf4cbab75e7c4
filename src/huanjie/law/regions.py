"""Regions (地区): the provinces whose own rules are known, by the word that the command line
uses.
"""

from __future__ import annotations

from typing import Final

REGIONS: Final[dict[str, str]] = {
    "sichuan": "四川省",
    "hainan": "海南省",
    "zhejiang": "浙江省",
    "shanghai": "上海市",
    "hebei": "河北省",
    "tianjin": "天津市",
    "beijing": "北京市",
}
