"""Forms of bodies and posts (登记组织和任职)."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from huanjie.domain.incumbency import HOW_NAMES, How
from huanjie.exchange.incumbentfile import MOST_SEATS
from huanjie.office import clock
from huanjie.office.forms import DayInput, NamesSelect, SiteForm
from huanjie.office.incumbents.models import KIND_LENGTH, NAME_LENGTH, Body
from huanjie.office.incumbents.services import BodyFacts, Seat
from huanjie.office.incumbents.terms import is_head, kinds_of, posts_of
from huanjie.office.units.models import Unit

_SEXES: Final = (("", "—"), ("m", _("男")), ("f", _("女")))
_NUMBER_LENGTH: Final = 40
OTHER_POST: Final = "-"
"""a post that the law's list of this body does not have; its name is written beside it"""


class BodyForm(SiteForm):
    """组织: what it is, how many seats it has, and since when its term runs."""

    kind = forms.ChoiceField(label=_("组织种类"))
    name = forms.CharField(label=_("组织名称"), max_length=NAME_LENGTH)
    within = forms.ChoiceField(label=_("上级组织"), required=False, widget=NamesSelect())
    seats = forms.IntegerField(label=_("职数"), required=False, min_value=1, max_value=MOST_SEATS)
    elected_on = forms.DateField(
        label=_("本届当选日期"),
        required=False,
        widget=DayInput(),
        help_text=_("届满日期按当时的法律算，写明条文。"),
    )
    ends_stated = forms.DateField(
        label=_("另定的届满日期"),
        required=False,
        widget=DayInput(),
        help_text=_("上级批准延期或者法律没有规定时才填。"),
    )

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, within = self.fields["kind"], self.fields["within"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(within, forms.ChoiceField)
        kind.choices = [(word, _t(name)) for word, name in kinds_of(unit)]
        rows = Body.objects.filter(unit=unit)
        within.choices = [("", _t("没有")), *((str(body.pk), body.name) for body in rows)]

    @property
    def facts(self) -> BodyFacts:
        """What is said."""
        data = self.cleaned_data
        within = int(data["within"]) if data["within"] else None
        return BodyFacts(**{**data, "within": within})


class SeatForm(SiteForm):
    """任职: who, which post, since when."""

    post = forms.ChoiceField(label=_("职务"))
    other_post = forms.CharField(
        label=_("别的职务的名称"),
        required=False,
        max_length=KIND_LENGTH,
        help_text=_("上面选“别的职务”时写。"),
    )
    name = forms.CharField(label=_("姓名"), max_length=NAME_LENGTH)
    sex = forms.ChoiceField(label=_("性别"), required=False, choices=_SEXES)
    id_number = forms.CharField(
        label=_("身份证号"),
        required=False,
        max_length=_NUMBER_LENGTH,
        help_text=_("只用来认出兼任的是同一个人；号码本身不保存。"),
    )
    from_on = forms.DateField(label=_("任职日期"), widget=DayInput())
    how = forms.ChoiceField(label=_("产生方式"))

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post, how = self.fields["post"], self.fields["how"]
        assert isinstance(post, forms.ChoiceField)
        assert isinstance(how, forms.ChoiceField)
        own = [(word, _t(name)) for word, name in posts_of(body.kind)]
        post.choices = [*own, (OTHER_POST, _t("别的职务"))]
        post.initial = _open_post(body)
        how.choices = [(each.value, _t(name)) for each, name in HOW_NAMES.items()]
        self.fields["from_on"].initial = body.elected_on or clock.today()

    def clean(self) -> dict[str, Any]:
        """A post of the list, or another one in words; not both."""
        data = super().clean() or {}
        is_other, words = data.get("post") == OTHER_POST, data.get("other_post")
        if is_other and not words:
            self.add_error("other_post", _t("写这项职务的名称。"))
        if words and data.get("post") and not is_other:
            self.add_error("post", _t("写了别的职务的名称，这里就选“别的职务”。"))
        return data

    @property
    def seat(self) -> Seat:
        """Who takes it."""
        data = dict(self.cleaned_data)
        other = data.pop("other_post")
        return Seat(**{**data, "post": other or data["post"], "how": How(data["how"])})


def _open_post(body: Body) -> str:
    """The first post of the list that one more person may take: who leads a body is one."""
    own = [word for word, _name in posts_of(body.kind)]
    held = set(body.holdings.filter(to_on=None).values_list("post", flat=True))
    free = (word for word in own if not (is_head(body.kind, word) and word in held))
    return next(free, OTHER_POST)


class LeaveForm(SiteForm):
    """离任: the last day."""

    on = forms.DateField(label=_("离任日期"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class UploadForm(SiteForm):
    """任职表: for which place, and the file."""

    place = forms.ChoiceField(label=_("导入到哪里"), widget=NamesSelect())
    file = forms.FileField(
        label=_("任职表（.xlsx、.xls 或者 CSV）"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
    )

    def __init__(self, places: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {place.pk: place for place in places}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [(code, each.name) for code, each in self._places.items()]

    @property
    def unit(self) -> Unit:
        """The place below which the file is brought in."""
        return self._places[self.cleaned_data["place"]]
