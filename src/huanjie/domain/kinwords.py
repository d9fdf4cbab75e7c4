"""Chinese kin terms (亲属称谓) by the composed English term that says the same.

What differs by place is written as it is used officially; 媳妇, which is a wife here and a son's
wife there, is left out, so that whoever writes it is asked which.
"""

from __future__ import annotations

from typing import Final

KIN_WORDS: Final = """
spouse: 配偶 爱人 夫妻
husband: 丈夫 老公 夫
wife: 妻子 妻 老婆 太太 夫人
father: 父亲 父 爸爸 爸 爹
mother: 母亲 母 妈妈 妈 娘
parent: 父母 父母亲 双亲
son: 儿子 儿 子
daughter: 女儿 女 闺女
child: 子女 儿女 孩子
elder_brother: 哥哥 哥 兄 兄长
younger_brother: 弟弟 弟
elder_sister: 姐姐 姐 姊
younger_sister: 妹妹 妹
brother: 兄弟
sister: 姐妹 姊妹
sibling: 兄弟姐妹 兄弟姊妹

paternal_grandfather: 祖父 爷爷
paternal_grandmother: 祖母 奶奶
paternal_grandparent: 祖父母 爷爷奶奶
maternal_grandfather: 外祖父 外公 姥爷
maternal_grandmother: 外祖母 外婆 姥姥
maternal_grandparent: 外祖父母 外公外婆
sons_son: 孙子 孙
sons_daughter: 孙女
sons_child: 孙子女
daughters_son: 外孙 外孙子
daughters_daughter: 外孙女
daughters_child: 外孙子女

fathers_elder_brother: 伯父 伯伯 大伯 伯
fathers_younger_brother: 叔父 叔叔 叔
fathers_brother: 伯叔 叔伯
fathers_sister: 姑母 姑姑 姑妈 姑
mothers_brother: 舅父 舅舅 舅 娘舅
mothers_sister: 姨母 姨妈 姨 阿姨
fathers_elder_brothers_wife: 伯母 伯娘 大娘
fathers_younger_brothers_wife: 婶母 婶婶 婶子 婶 婶娘 叔母
fathers_sisters_husband: 姑父 姑夫 姑丈
mothers_brothers_wife: 舅母 舅妈 妗子 妗母
mothers_sisters_husband: 姨父 姨夫 姨丈

fathers_brothers_son: 堂兄 堂哥 堂弟 堂兄弟 叔伯兄弟
fathers_brothers_daughter: 堂姐 堂妹 堂姐妹 堂姊妹
fathers_brothers_child: 堂兄弟姐妹 堂亲
parents_siblings_son: 表兄 表哥 表弟 表兄弟
parents_siblings_daughter: 表姐 表妹 表姐妹 表姊妹
parents_siblings_child: 表兄弟姐妹 堂表兄弟姐妹 表亲
fathers_sisters_son: 姑表兄 姑表哥 姑表弟 姑表兄弟
fathers_sisters_daughter: 姑表姐 姑表妹 姑表姐妹
mothers_brothers_son: 舅表兄 舅表哥 舅表弟 舅表兄弟
mothers_brothers_daughter: 舅表姐 舅表妹 舅表姐妹
mothers_sisters_son: 姨表兄 姨表哥 姨表弟 姨表兄弟
mothers_sisters_daughter: 姨表姐 姨表妹 姨表姐妹
fathers_brothers_sons_wife: 堂嫂 堂弟媳 堂弟妹
fathers_brothers_daughters_husband: 堂姐夫 堂妹夫
parents_siblings_sons_wife: 表嫂 表弟媳 表弟妹
parents_siblings_daughters_husband: 表姐夫 表妹夫

brothers_son: 侄子 侄儿 侄
brothers_daughter: 侄女
brothers_child: 侄子女
sisters_son: 外甥 甥
sisters_daughter: 外甥女 甥女
sisters_child: 外甥子女 甥子女
siblings_child: 侄甥
brothers_sons_wife: 侄媳 侄媳妇 侄儿媳妇
brothers_daughters_husband: 侄女婿 侄婿
sisters_sons_wife: 外甥媳 外甥媳妇 甥媳
sisters_daughters_husband: 外甥女婿 甥婿
brothers_childs_son: 侄孙 侄孙子
brothers_childs_daughter: 侄孙女
sisters_childs_son: 外甥孙 甥孙
sisters_childs_daughter: 外甥孙女 甥孙女
fathers_brothers_sons_son: 堂侄 堂侄子
fathers_brothers_sons_daughter: 堂侄女
fathers_brothers_daughters_son: 堂外甥
fathers_brothers_daughters_daughter: 堂外甥女
parents_siblings_childs_son: 表侄 表侄子 表外甥
parents_siblings_childs_daughter: 表侄女 表外甥女

elder_brothers_wife: 嫂子 嫂嫂 嫂 大嫂
younger_brothers_wife: 弟媳 弟妹 弟媳妇 弟妇
brothers_wife: 兄弟媳妇
elder_sisters_husband: 姐夫 姊夫
younger_sisters_husband: 妹夫 妹婿
sons_wife: 儿媳 儿媳妇
daughters_husband: 女婿 姑爷
sons_sons_wife: 孙媳 孙媳妇
sons_daughters_husband: 孙女婿
daughters_sons_wife: 外孙媳 外孙媳妇
daughters_daughters_husband: 外孙女婿
childs_spouses_father: 亲家公
childs_spouses_mother: 亲家母
childs_spouses_parent: 亲家

wifes_father: 岳父 岳丈 丈人 老丈人
wifes_mother: 岳母 丈母 丈母娘
wifes_parent: 岳父母
husbands_father: 公公
husbands_mother: 婆婆
husbands_parent: 公婆
wifes_elder_brother: 内兄 妻兄 大舅子 大舅哥 舅哥
wifes_younger_brother: 内弟 妻弟 小舅子 舅弟
wifes_brother: 舅子 妻舅 内兄弟
wifes_elder_sister: 妻姐 大姨子 大姨姐 内姐
wifes_younger_sister: 妻妹 小姨子 内妹
wifes_sister: 姨子
husbands_elder_brother: 大伯子 大伯哥
husbands_younger_brother: 小叔子
husbands_elder_sister: 大姑子 大姑姐
husbands_younger_sister: 小姑子
wifes_sisters_husband: 连襟 襟兄 襟弟 一担挑
husbands_brothers_wife: 妯娌
wifes_elder_brothers_wife: 妻嫂 内嫂 舅嫂
wifes_younger_brothers_wife: 内弟媳 内弟妹 舅弟媳
wifes_brothers_son: 内侄 内侄子
wifes_brothers_daughter: 内侄女
wifes_sisters_son: 内甥 姨甥
wifes_sisters_daughter: 内甥女 姨甥女
wifes_grandfather: 岳祖父
wifes_grandmother: 岳祖母

great_paternal_grandfather: 曾祖父 曾祖 太爷爷
great_paternal_grandmother: 曾祖母 太奶奶
great_paternal_grandparent: 曾祖父母
great_maternal_grandfather: 外曾祖父
great_maternal_grandmother: 外曾祖母
great_maternal_grandparent: 外曾祖父母
great_great_paternal_grandfather: 高祖父 高祖
great_great_paternal_grandmother: 高祖母
great_grandson: 曾孙 曾孙子 曾外孙 外曾孙
great_granddaughter: 曾孙女 曾外孙女 外曾孙女
great_great_grandson: 玄孙
great_great_granddaughter: 玄孙女
paternal_grandfathers_elder_brother: 伯祖父 伯祖 伯公 伯爷爷
paternal_grandfathers_younger_brother: 叔祖父 叔祖 叔公 叔爷爷
paternal_grandfathers_sister: 姑祖母 姑奶奶 姑婆
paternal_grandmothers_brother: 舅爷 舅爷爷 舅祖父 舅公
paternal_grandmothers_sister: 姨奶奶 姨祖母 姨婆
maternal_grandmothers_brother: 舅姥爷 舅外公 舅外祖父
maternal_grandmothers_sister: 姨姥姥 姨外婆 姨外祖母
maternal_grandfathers_sister: 姑姥姥 姑外婆 姑外祖母
paternal_grandfathers_elder_brothers_wife: 伯祖母 伯婆
paternal_grandfathers_younger_brothers_wife: 叔祖母 叔婆 婶奶奶
paternal_grandfathers_sisters_husband: 姑祖父 姑爷爷 姑公
paternal_grandmothers_brothers_wife: 舅祖母 舅婆 舅奶奶
paternal_grandmothers_sisters_husband: 姨祖父 姨爷爷 姨公
"""
