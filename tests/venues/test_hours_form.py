"""The week as an editor meets it in the form."""

from venues.fields import WeekFormField


def test_stored_week_is_shown_as_it_is_typed() -> None:
    week = [[], [["10:00", "14:00"], ["15:00", "20:00"]], [], [], [["18:00", "00:00"]], [], []]
    field = WeekFormField()
    shown = field.widget.get_context("week", field.prepare_value(week), {})["widget"]["subwidgets"]
    assert [line["value"] or "" for line in shown] == ["", "10:00–14:00, 15:00–20:00", "", "", "18:00–24:00", "", ""]


def test_what_could_not_be_read_stays_in_its_line() -> None:
    typed = ["10 to 20", "", "", "", "", "", ""]
    shown = WeekFormField().widget.get_context("week", typed, {})["widget"]["subwidgets"]
    assert shown[0]["value"] == "10 to 20"
