"""Parts of invented names (编造姓名的字): surnames by how common, and given-name characters.

Every character has its strokes in the stroke table, the rare ones too.
"""

from __future__ import annotations

from typing import Final

from huanjie.domain.contest import Sex

SURNAMES: Final = {
    # per thousand, about as in the whole country
    **{"王": 72, "李": 70, "张": 66, "刘": 52, "陈": 46, "杨": 31, "黄": 23, "赵": 21, "吴": 20},
    **{"周": 19, "徐": 15, "孙": 14, "马": 13, "朱": 13, "胡": 12, "林": 12, "郭": 11, "何": 11},
    **{"高": 10, "罗": 9, "郑": 9, "梁": 8, "谢": 8, "宋": 7, "唐": 7, "许": 7, "邓": 6, "冯": 6},
    **{"韩": 6, "曹": 6, "曾": 6, "彭": 5, "萧": 5, "蔡": 5, "潘": 5, "田": 5, "董": 5, "袁": 5},
    **{"于": 5, "余": 5, "叶": 5, "蒋": 5, "杜": 4, "苏": 4, "魏": 4, "程": 4, "吕": 4, "丁": 4},
    **{"沈": 4, "任": 4, "姚": 4, "卢": 4, "傅": 4, "钟": 4, "姜": 4, "崔": 4, "谭": 4, "廖": 3},
    **{"范": 3, "汪": 3, "陆": 3, "金": 3, "石": 3, "戴": 3, "贾": 3, "韦": 3, "夏": 3, "邱": 3},
    # 畲族 of southern Zhejiang
    **{"蓝": 9, "雷": 9},
    # 复姓
    **{"欧阳": 2, "诸葛": 1, "上官": 1, "司马": 1},
}

GIVEN: Final[dict[Sex, str]] = {
    "m": "伟强军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林阳建国文志海永春荣福德贵祥"
    "根土水金生宝昌良贤仁义礼信",
    "f": "芳娜敏静丽艳娟霞燕玲桂英秀兰珍梅红玉凤琴云莲莉萍雪慧婷颖倩欣怡琳佳美香菊翠爱素巧月"
    "仙银花彩春秋妹娇",
}
"""Characters of given names by sex."""

RARE: Final = "喆堃玥赟燚犇彧翀旻珺璟垚龑芃劼"
"""生僻字 that people do bear."""
