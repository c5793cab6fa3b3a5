"""What the author sets."""

from flask import flash, redirect, render_template, url_for
from sqlalchemy import inspect
from werkzeug.wrappers import Response

from app import text
from app.db import writing
from app.desk import retention
from app.desk.front import author, front
from app.desk.settings_form import SettingsForm
from app.people import Deed
from app.site import Moderation, Site
from app.web import Refusal


@front.get("/desk/settings")
def settings() -> str:
    """The form with what is set."""
    form = SettingsForm(formdata=None, obj=Site.current())
    form.write_over(Site.current())
    return render_template("desk/settings.html", form=form)


@front.post("/desk/settings")
def save_settings() -> Response | tuple[str, int]:
    """Set what was chosen."""
    form = SettingsForm(obj=Site.current())
    if not form.validate():
        return render_template("desk/settings.html", form=form), 422
    wanted = (form.keep_unanswered_for.data, form.keep_answered_for.data)
    warning = retention.warning(*wanted)
    if warning:
        return render_template("desk/settings.html", form=form, warning=warning, wanted=wanted), 422
    try:
        taken = _set(form)
    except Refusal as refusal:
        flash(str(refusal), "refused")
        form.write_over(Site.current())
        return render_template("desk/settings.html", form=form), refusal.status
    stays = f" Changed in another window meanwhile, and left so: {', '.join(taken)}." if taken else ""
    flash(f"Saved.{stays}", "done")
    return redirect(url_for("desk.settings"), 303)


def _set(form: SettingsForm) -> list[str]:
    """Set what is in FORM; what stays as another window set it. Raises Refusal where both set the same."""
    sent = form.about_source.data
    about = text.for_author(sent or "")
    with writing() as session:
        site = session.get_one(Site, 1, with_for_update=True)
        taken = form.merge(site)
        if form.about_source.data != sent:
            about = text.for_author(form.about_source.data)
        site.describe(form.name.data or "", form.tagline.data or "", about)
        site.keep_time_of(form.time_zone.data)
        site.moderation = Moderation(form.moderation.data)
        site.guard(
            form.word_list.data or "",
            purge_spam_after=form.purge_spam_after.data,
            purge_held_after=form.purge_held_after.data,
            close_after=form.close_after.data,
        )
        site.let_expire_after(form.expire_after.data)
        site.keep_askers_for(unanswered=form.keep_unanswered_for.data, answered=form.keep_answered_for.data)
        _record(site, form)
    return taken


def _record(site: Site, form: SettingsForm) -> None:
    """Note which settings of SITE are not as they were."""
    changed = [each.key for each in inspect(site).attrs if each.history.has_changes()]
    labels = [form[key].label.text for key in changed if key in form]
    if labels:
        Deed.record(author(), f"Settings changed: {', '.join(labels)}.")
