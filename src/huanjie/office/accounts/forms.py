"""Forms of accounts and cards (账号和一次性卡的表单)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huanjie.domain.permission import ROLE_NAMES, Role
from huanjie.office.accounts.models import CARD_ROLES
from huanjie.office.forms import SiteForm, Words
from huanjie.office.people.models import NAME_LENGTH
from huanjie.office.units.forms import UnitsForm
from huanjie.office.units.models import Unit


def role_choices(roles: Iterable[Role]) -> list[tuple[str, Words]]:
    """Roles to choose from, in the language of the page."""
    return [(each.value, _(ROLE_NAMES[each])) for each in roles]


class AccountForm(SiteForm):
    """开账号: whose, and where they belong."""

    name = forms.CharField(label=_("姓名"), max_length=NAME_LENGTH)
    username = forms.CharField(
        label=_("账号"),
        max_length=NAME_LENGTH,
        help_text=_("登录时输入的名字，如 lan 或者 三联-文书。"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    place = forms.CharField(
        label=_("所属单位"),
        help_text=_("单位的代码或者全名；从提示中选。"),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("申请的角色"),
        required=False,
        help_text=_("由安全管理员指定以后才有。"),
    )

    def __init__(self, places: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [("", _("以后再说")), *role_choices(Role)]

    def clean_place(self) -> Unit:
        """One of the places that this administrator keeps, by its code or its name."""
        return chosen_place(self.places, self.cleaned_data["place"])


class RoleForm(SiteForm):
    """指定角色: which, and where."""

    role = forms.ChoiceField(label=_("角色"))
    place = forms.CharField(
        label=_("在哪个单位"),
        help_text=_("角色管到这个单位和它下面的所有单位。"),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )

    def __init__(self, places: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [("", _("请选择")), *role_choices(Role)]

    def clean_place(self) -> Unit:
        """One of the places that this administrator keeps."""
        return chosen_place(self.places, self.cleaned_data["place"])


class AccountsForm(UnitsForm):
    """账号表: below which place, and the file; on the check page, its text instead."""

    file = forms.FileField(
        label=_("账号表（.xlsx、.xls 或者 CSV）"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
    )
    called = "账号表"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].label = _("这些人在哪里")


class CardsForm(SiteForm):
    """发卡: for which role, to whom."""

    role = forms.ChoiceField(
        label=_("角色"),
        choices=role_choices(CARD_ROLES),
    )
    names = forms.CharField(
        label=_("姓名"),
        max_length=2000,
        help_text=_("会上推选出来的人，一行一个。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_names(self) -> list[str]:
        """Each once: two of one name are told apart by what is added to it."""
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = [name for name in names if name]
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("有两行姓名一样。同名的人请加上组别来区分。"))
        return names


class CardForm(SiteForm):
    """凭卡登录: the code on the card."""

    code = forms.CharField(
        label=_("卡号"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


def chosen_place(places: list[Unit], typed: str) -> Unit:
    """The one place that was typed: its code, or its name where only one is called so."""
    words = typed.split()
    first = words[0] if words else ""
    found = [each for each in places if first == each.pk]
    found = found or [each for each in places if typed.strip() in (each.name, each.short_name)]
    if not found:
        raise forms.ValidationError(_("没有这个单位，或者它不归您管理。从提示中选一个。"))
    if len(found) > 1:
        raise forms.ValidationError(_("有几个单位叫这个名字。请写代码。"))
    return found[0]
