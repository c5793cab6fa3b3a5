"""What is filled in about people: by the owner, by whoever joins, and by each about their own account."""

from wtforms import HiddenField, PasswordField, SelectField

from app.desk.forms import SignedForm
from app.people import Role
from app.web import fields

ROLES = {
    Role.MODERATOR.value: "Moderator: comments and the log",
    Role.AUTHOR.value: "Author: questions, posts and comments",
    Role.OWNER.value: "Owner: everything, with people and settings",
}
NAME = 80
CURRENT = "Your current password"


class RoleForm(SignedForm):
    """What somebody may do."""

    role = SelectField("Role", choices=fields.options(ROLES))


class InvitationForm(RoleForm):
    """Who is to join."""

    name = fields.line("Name", most=NAME)
    email = fields.email()


class JoinForm(SignedForm):
    """Who joins."""

    name = fields.line("Name", least=1, most=NAME)
    email = fields.email()
    password = PasswordField("Password")


class ForgottenForm(SignedForm):
    """Who has forgotten the password."""

    email = fields.email()


class NewPasswordForm(SignedForm):
    """A password in the place of a forgotten one."""

    new_password = PasswordField("New password")


class CodeForm(SignedForm):
    """A code from an app, or one for recovery."""

    code = fields.line("Code", most=40)


class NameForm(SignedForm):
    """What one is called."""

    name = fields.line("Name", least=1, most=NAME)


class AddressForm(SignedForm):
    """A new address, and the password that shows whose account it is."""

    email = fields.email("New e-mail")
    address_password = PasswordField(CURRENT)


class PasswordForm(SignedForm):
    """A password in the place of one that is known."""

    current_password = PasswordField(CURRENT)
    new_password = PasswordField("New password")


class SureForm(SignedForm):
    """The password once more, before something is given up."""

    password = PasswordField(CURRENT)


class PasskeyForm(SignedForm):
    """A passkey that the browser has made, and its name."""

    passkey_name = fields.line("Name for it", most=NAME)
    credential = HiddenField()
