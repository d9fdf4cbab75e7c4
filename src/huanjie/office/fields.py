"""Fields of our own (自有字段): text that the database holds encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.serializers.base import SerializationError
from django.db import models

from huanjie.office.keys import field_keys

if TYPE_CHECKING:
    _Binary = models.BinaryField[str | None, str | None]
else:
    _Binary = models.BinaryField


class EncryptedTextField(_Binary):
    """Text, encrypted under the site's field keys and bound to its column (加密文字).

    The database sees bytes that differ for equal texts: nothing can be searched or sorted by it.
    Where equal values must be found there is a blind index beside it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, *_: Any) -> str | None:
        """Open what the database holds."""
        return None if value is None else field_keys().decrypt(bytes(value), bound_to=self._column)

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt what goes into the database."""
        return None if value is None else field_keys().encrypt(str(value), bound_to=self._column)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """As BinaryField does, after the text has become bytes."""
        raw = value if prepared else self.get_prep_value(value)
        return super().get_db_prep_value(raw, connection, prepared=True)

    def to_python(self, value: Any) -> Any:
        """Text is text; BinaryField would read it as base64."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Refused: an encrypted column leaves the database neither in the clear nor as bytes that
        no other site could open. A backup copies the database and the keys.
        """
        raise SerializationError(f"加密字段 {self._column} 不能导出成文件")

    @property
    def _column(self) -> str:
        return f"{self.model._meta.db_table}.{self.name}"
