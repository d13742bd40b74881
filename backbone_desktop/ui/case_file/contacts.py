"""企業資料 and 聯絡人 of 概況: lines that save themselves when they are left.

Rule: a person without a name is not kept; 個資 consent that was not answered stays 未答.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.domain.enterprise import Contact, Enterprise
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import ContactId, check_ubn
from backbone_desktop.domain.phone import parse_phone
from backbone_desktop.ui.case_file.fields import QuietBox, field, fields_row, line_edit
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, card, clear, label, restyle, row

if TYPE_CHECKING:
    from backbone_desktop.domain.identifiers import EnterpriseId


class IdentityCard(QWidget):
    """Name, number, site, address and phone of the firm."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._firm: Enterprise | None = None
        self.name = line_edit(self.tr("企業名稱"))
        self.ubn = line_edit(self.tr("統一編號"), self.tr("8 碼；沒有請留白"))
        self.site = line_edit(self.tr("廠別"), self.tr("例：二廠"))
        self.address = line_edit(self.tr("地址"))
        self.phone = line_edit(self.tr("電話"), self.tr("例：(02)2701-0526#708"))
        self.registration = line_edit(self.tr("工廠登記編號"))
        self.remark = label("", "note")
        for each in (self.name, self.ubn, self.site, self.address, self.phone, self.registration):
            each.editingFinished.connect(self._finish)
        frame, column = card()
        column.addWidget(label(self.tr("企業資料"), "heading"))
        column.addLayout(
            fields_row(
                (field(self.tr("企業名稱"), self.name), 3),
                (field(self.tr("統一編號"), self.ubn), 2),
                (field(self.tr("廠別"), self.site), 1),
            )
        )
        column.addLayout(
            fields_row(
                (field(self.tr("地址"), self.address), 3),
                (field(self.tr("電話"), self.phone), 2),
                (field(self.tr("工廠登記編號"), self.registration), 1),
            )
        )
        column.addWidget(self.remark)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_firm(self, firm: Enterprise) -> None:
        """Show a firm; of the same firm, the line being typed stays, unless nothing was typed in it yet."""
        before = self._firm if self._firm is not None and self._firm.id == firm.id else None
        self._firm = firm
        for line, was, text in (
            (self.name, before and before.name, firm.name),
            (self.ubn, before and before.ubn, firm.ubn),
            (self.site, before and before.site, firm.site),
            (self.address, before and before.address, firm.address),
            (self.phone, before and before.phone, firm.phone),
            (self.registration, before and before.factory_registration, firm.factory_registration),
        ):
            is_typed = line.hasFocus() and was is not None and line.text().strip() != was
            if not is_typed and line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        self._remark()

    def _finish(self) -> None:
        if self._firm is None:
            return
        if not self.name.text().strip():
            self.name.setText(self._firm.name)
        phone = self.phone.text().strip()
        changed = replace(
            self._firm,
            name=self.name.text().strip(),
            ubn=self._number(),
            site=self.site.text().strip(),
            address=self.address.text().strip(),
            phone=parse_phone(phone).canonical if phone else "",
            factory_registration=self.registration.text().strip(),
        )
        self._remark()
        if changed != self._firm:
            self._firm = changed
            self.edited.emit(changed)

    def _number(self) -> str:
        """Return the number typed; the one kept so far as long as it cannot be read."""
        typed = self.ubn.text().strip()
        if not typed or self._firm is None:
            return ""
        try:
            return check_ubn(typed).value
        except UserError:
            return self._firm.ubn

    def _remark(self) -> None:
        typed, remark, invalid = self.ubn.text().strip(), "", False
        try:
            remark = check_ubn(typed).warning if typed else ""
        except UserError as refusal:
            remark, invalid = f"{refusal.title}　{refusal.remedy}", True
        self.ubn.setProperty("invalid", invalid)
        restyle(self.ubn)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))


class ContactRow(QFrame):
    """One person."""

    edited = Signal(object)

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self.setProperty("role", "fact")
        self.contact = contact
        self._saving = False
        self.name: QLineEdit = line_edit(self.tr("聯絡人姓名"), self.tr("姓名"), contact.name)
        self.title: QLineEdit = line_edit(self.tr("職稱"), self.tr("職稱"), contact.title)
        self.phone: QLineEdit = line_edit(self.tr("聯絡電話"), self.tr("電話"), contact.phone)
        self.email: QLineEdit = line_edit(self.tr("電子郵件"), self.tr("電子郵件"), contact.email)
        self.consent = QuietBox()
        self.consent.setAccessibleName(self.tr("個資同意"))
        for words, value in (
            (self.tr("個資同意"), True),
            (self.tr("個資不同意"), False),
            (self.tr("個資未答"), None),
        ):
            self.consent.addItem(words, value)
        self.consent.setToolTip(self.tr("企業聯絡人對個人資料告知事項的答覆"))
        self.consent.setCurrentIndex(self.consent.findData(contact.consent))
        for line in (self.name, self.title, self.phone, self.email):
            line.editingFinished.connect(self._finish)
        self.consent.activated.connect(lambda _row: self._finish())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, Space.XS)
        column.setSpacing(Space.XS)
        column.addLayout(fields_row((self.name, 3), (self.title, 3), (self.consent, 2)))
        column.addLayout(fields_row((self.phone, 3), (self.email, 5)))
        self.setFocusProxy(self.name)

    def adopt(self, contact: Contact) -> bool:
        """Take the person as kept now; return False when it is somebody else."""
        mine = replace(self.contact, id=contact.id) if self._saving else self.contact
        if mine.id != contact.id or (self._saving and mine != contact):
            return False
        self._follow(mine, contact)
        self.contact, self._saving = contact, False
        self._finish()
        return True

    def _follow(self, before: Contact, now: Contact) -> None:
        """Show what was changed elsewhere, by an import for instance; only what is being typed here stays."""
        for line, was, text in (
            (self.name, before.name, now.name),
            (self.title, before.title, now.title),
            (self.phone, before.phone, now.phone),
            (self.email, before.email, now.email),
        ):
            if was != text and line.text().strip() == was:
                line.setText(text)
        if self.consent.currentData() == before.consent:
            self.consent.setCurrentIndex(self.consent.findData(now.consent))

    def _finish(self) -> None:
        phone = self.phone.text().strip()
        changed = replace(
            self.contact,
            name=self.name.text().strip(),
            title=self.title.text().strip(),
            phone=parse_phone(phone).canonical if phone else "",
            email=self.email.text().strip(),
            consent=self.consent.currentData(),
        )
        # A new person has no id until it is kept; a second edit before that would keep it twice.
        if changed.name and changed != self.contact and not self._saving:
            self._saving = not self.contact.id
            self.contact = changed
            self.edited.emit(changed)


class ContactsCard(QWidget):
    """The people of the firm."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._enterprise: EnterpriseId | None = None
        self.rows: list[ContactRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        frame, column = card()
        add = button(self.tr("新增聯絡人"), self.add_blank, "link")
        column.addLayout(row(label(self.tr("聯絡人"), "heading", wrap=False), 1, add))
        column.addLayout(self._column)
        self._nobody = label(self.tr("還沒有聯絡人。電話確認前，請先新增窗口。"), "second")
        column.addWidget(self._nobody)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_contacts(self, enterprise: EnterpriseId, contacts: tuple[Contact, ...]) -> None:
        """Show a firm's people; lines that already hold them stay, with what is being typed."""
        self._nobody.setVisible(not contacts)
        same_firm, self._enterprise = enterprise == self._enterprise, enterprise
        kept = len(self.rows) == len(contacts)
        if (
            same_firm
            and kept
            and all(line.adopt(each) for line, each in zip(self.rows, contacts, strict=True))
        ):
            return
        clear(self._column)
        self.rows = []
        for contact in contacts:
            self._add(contact)

    def add_blank(self) -> None:
        """Add a line for a new person and put the cursor into it."""
        if self._enterprise is not None:
            self._nobody.hide()
            self._add(Contact(ContactId(""), self._enterprise, "")).setFocus()

    def _add(self, contact: Contact) -> ContactRow:
        line = ContactRow(contact)
        line.edited.connect(self.edited)
        self._column.addWidget(line)
        self.rows.append(line)
        return line
