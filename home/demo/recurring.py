"""Weekly demo events: their dates belong to a rule, as an editor would have entered them."""

from datetime import timedelta

from events.models import EventPage, Occurrence, Recurrence
from events.recurrence import Frequency, Rule
from home.demo.content import Item


def follow_rule(page: EventPage, item: Item) -> None:
    """Give the dates of a weekly demo event their rule, or bring the rule to where the dates are now."""
    if not item.get("is_weekly"):
        return
    rows = list(Occurrence.objects.filter(event=page).order_by("planned_day"))
    if not rows:
        return
    first, last = rows[0].planned_day, rows[-1].planned_day
    recurrence = Recurrence.objects.filter(event=page).first() or Recurrence(event=page)
    key = f"{page.translation_key}-weekly"
    end = rows[0].end_time
    recurrence.slots = [{"key": key, "start": f"{rows[0].planned_time:%H:%M}", "end": f"{end:%H:%M}" if end else ""}]
    recurrence.rule = str(Rule(Frequency.WEEKLY, until=last, weekdays=(first.weekday(),)))
    recurrence.starts_on = first
    known = {row.planned_day for row in rows}
    weeks = (first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    recurrence.excluded = [day.isoformat() for day in weeks if day not in known]
    recurrence.save()
    Occurrence.objects.filter(event=page).update(recurrence=recurrence, uid=key)
