"""What a page is called in the security log (页面): by the name of its address, in the words of
whoever audits; a page that is not here is called by that name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

PAGES: Final[Mapping[str, str]] = {
    "sign-in": noop("登录"),
    "mfa_authenticate": noop("登录的第二步"),
    "card-sign-in": noop("凭卡登录"),
    "openid_connect_callback": noop("统一身份认证"),
    "sign-out": noop("退出"),
    "own-account": noop("我的账号"),
    "account_change_password": noop("改密码"),
    "account_reauthenticate": noop("确认是您本人"),
    "mfa_activate_totp": noop("设置验证器"),
    "mfa_deactivate_totp": noop("停用验证器"),
    "mfa_add_webauthn": noop("添加安全密钥"),
    "key-remove": noop("删除安全密钥"),
    "mfa_generate_recovery_codes": noop("重新生成恢复码"),
    "end-sessions": noop("登录的设备"),
    "device-end": noop("登录的设备"),
    "identity-unlink": noop("解除关联"),
    "accounts": noop("账号管理"),
    "accounts-file": noop("账号管理"),
    "accounts-import": noop("成批开账号"),
    "account-new": noop("开账号"),
    "account": noop("账号管理"),
    "account-password": noop("重发初始密码"),
    "account-close": noop("停用账号"),
    "account-reopen": noop("恢复账号"),
    "account-role": noop("指定角色"),
    "account-role-withdraw": noop("收回角色"),
    "account-unlock": noop("解锁账号"),
    "account-second-factor": noop("重置第二重验证"),
    "account-identity": noop("解除身份关联"),
    "asked-roles": noop("待指定的角色"),
    "cards": noop("一次性卡"),
    "card-replace": noop("补发一次性卡"),
    "card-revoke": noop("收回一次性卡"),
    "board": noop("总览"),
    "units": noop("单位"),
    "unit": noop("单位"),
    "cover": noop("包联"),
    "waves": noop("批次"),
    "terms": noop("班子和任期"),
    "security": noop("安全日志"),
    "security-file": noop("安全日志"),
    "roll": noop("名册"),
    "roll-list": noop("打印名单"),
    "roll-list-file": noop("下载名单"),
    "roll-list-pdf": noop("下载名单"),
    "roll-file": noop("导出名册"),
    "objections-file": noop("导出异议"),
    "roll-changes-file": noop("导出名册变动"),
    "proxies-table": noop("导出委托"),
    "chosen-table": noop("导出组长和代表"),
    "findings-table": noop("导出资格审查"),
    "roll-number": noop("查看证件号码"),
    "roll-rejected": noop("退回的行"),
    "candidates-find": noop("登记提名"),
    "candidates-nominate": noop("登记提名"),
    "person": noop("本人的信息"),
    "person-correct": noop("更正本人信息"),
    "keeping": noop("保存期限"),
    "declare": noop("宣布结果"),
    "sheet": noop("交计票单"),
    "seal": noop("封存卷宗"),
}
"""By the name of the address."""


def page_name(address: str) -> str:
    """What a page is called."""
    return _(PAGES[address]) if address in PAGES else address


def called(word: str) -> list[str]:
    """The addresses of the pages whose name holds a word."""
    return [address for address, name in PAGES.items() if word in _(name).lower()]
