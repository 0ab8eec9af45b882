from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from indimaj import law
from indimaj.applications.actions import intake, rows
from indimaj.applications.enums import EvidenceState, State
from indimaj.applications.models import ApplicantKey, Application, Evidence, FactValue, RegistrationRefusal
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry
from indimaj.letters.enums import MessageState
from indimaj.letters.models import Letter, Message
from indimaj.people import codes
from indimaj.ports.uploads import UploadRefused
from tests.applications.conftest import NOON, own, pdf, person

pytestmark = pytest.mark.django_db


def verbs(application):
    return list(
        Entry.objects.filter(subject=application.pk).order_by("number").values_list("verb", flat=True)
    )


def draft(office, **fields):
    return intake.start_draft(campaign="2014", office=office, language="fr", pin="123456", at=NOON, **fields)


def test_a_draft_is_opened_with_its_reference_code_and_pin(office):
    file, code = draft(office)
    assert (
        intake.open_with_code(reference=file.reference, code=code, pin="123456", address="192.0.2.1", at=NOON)
        == file
    )


def test_neither_the_code_nor_the_pin_is_kept(office):
    file, code = draft(office)
    row = Application.objects.values().get(pk=file.pk)
    assert code not in str(row)
    assert code.replace("-", "") not in str(row)
    assert "123456" not in row["pin_digest"]


@pytest.mark.parametrize("wrong", ["reference", "code", "pin"])
def test_one_wrong_part_of_three_opens_nothing(office, wrong):
    file, code = draft(office)
    given = {"reference": file.reference, "code": code, "pin": "123456"}
    given[wrong] = {"reference": codes.new_reference("2014"), "code": codes.new_code(), "pin": "654321"}[
        wrong
    ]
    with pytest.raises(intake.WrongCode):
        intake.open_with_code(**given, address="192.0.2.1", at=NOON)


def test_tries_are_counted_and_the_wait_doubles_up_to_an_hour(office):
    file, code = draft(office)

    def attempt(at, pin):
        try:
            return intake.open_with_code(
                reference=file.reference, code=code, pin=pin, address="192.0.2.1", at=at
            )
        except intake.WrongCode:
            return "wrong"
        except intake.TooManyTries as error:
            return error.wait_seconds

    assert [attempt(NOON, "000000") for _ in range(5)] == ["wrong"] * 5
    assert attempt(NOON, "123456") == 61
    later = NOON + timedelta(minutes=2)
    assert attempt(later, "000000") == "wrong"
    assert attempt(later, "123456") == 121
    assert attempt(later + timedelta(hours=2), "123456") == file
    assert Application.objects.get(pk=file.pk).failed_codes == 0


def test_answers_are_kept_as_rows_and_as_a_page_that_agree(office):
    file, _ = draft(office)
    intake.save_answers(application=file, person=person(), declared={"spouse": "moroccan"}, at=NOON)
    file = intake.save_answers(
        application=file, person=None, declared={"spouse": None, "residence_continuous": True}, at=NOON
    )
    assert file.declared == {
        "birth": "1985-03-04", "sex": "female", "nationality_status": "one", "residence_continuous": True,
    }  # fmt: skip
    assert rows.documents(FactValue.objects.filter(application=file).order_by("id")) == (file.declared, {})


def test_a_value_that_the_law_cannot_read_names_its_fact(office):
    file, _ = draft(office)
    with pytest.raises(law.FactError) as error:
        intake.save_answers(application=file, person=None, declared={"spouse": "a cousin"}, at=NOON)
    assert (error.value.fact, error.value.code) == ("spouse", "unknown_choice")
    assert Application.objects.get(pk=file.pk).declared == {}


def test_a_draft_becomes_a_file_with_number_dates_receipt_and_a_neutral_message(office):
    file, _ = draft(office)
    intake.save_answers(application=file, person=person(), declared={}, at=NOON)
    file = intake.submit(application=file, submission=uuid4(), by=own(file), at=NOON)
    assert (file.state, file.order_number, file.filed_on, file.due_on) == (
        State.REGISTERED, 1, date(2014, 3, 3), date(2014, 5, 3),
    )  # fmt: skip
    assert Letter.objects.get(subject=file.pk).kind == "receipt"
    message = Message.objects.get(subject=file.pk)
    assert (message.channel, message.address) == ("sms", "+212612345678")
    assert verbs(file) == ["draft_started", "answers_saved", "submit"]


def test_the_message_goes_out_when_the_deposit_is_kept(office, django_capture_on_commit_callbacks):
    file, _ = draft(office)
    intake.save_answers(application=file, person=person(), declared={}, at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        intake.submit(application=file, submission=uuid4(), by=own(file), at=NOON)
        waiting = Message.objects.get(subject=file.pk).state
    assert (waiting, Message.objects.get(subject=file.pk).state) == (MessageState.WAITING, MessageState.SENT)


def test_submitting_twice_is_one_file(office):
    file, _ = draft(office)
    intake.save_answers(application=file, person=person(), declared={}, at=NOON)
    submission = uuid4()
    first = intake.submit(application=file, submission=submission, by=own(file), at=NOON)
    second = intake.submit(
        application=file, submission=submission, by=own(file), at=NOON + timedelta(seconds=1)
    )
    assert (second.order_number, second.version) == (first.order_number, first.version)
    assert Letter.objects.filter(subject=file.pk).count() == 1


def test_a_draft_without_any_name_is_not_ready(office):
    file, _ = draft(office)
    with pytest.raises(intake.NotReady):
        intake.submit(application=file, submission=uuid4(), by=own(file), at=NOON)


def test_a_single_name_in_one_script_is_enough(deposit):
    file = deposit(family_name="", given_names="", name_arabic="مامادو")
    assert (file.state, file.applicant.name) == (State.REGISTERED, "مامادو")


def test_an_incomplete_file_is_registered_and_receipted_all_the_same(deposit):
    file = deposit(
        birth=person().birth.__class__("unknown"), sex="", nationalities=(), phone="", phone_mark=""
    )
    letter = Letter.objects.get(subject=file.pk)
    assert letter.data["facts"]["incomplete"] is True
    assert not Message.objects.filter(subject=file.pk).exists()


def test_the_receipt_never_holds_the_code(deposit, office, counter):
    file, code = intake.register_at_counter(
        office=office,
        by=counter,
        person=person(),
        declared={},
        language="ar",
        evidence=[],
        submission=uuid4(),
        at=NOON,
    )
    assert code not in str(Letter.objects.get(subject=file.pk).data)


def test_the_first_opening_of_a_counter_file_sets_the_pin(office, counter):
    file, code = intake.register_at_counter(
        office=office,
        by=counter,
        person=person(),
        declared={},
        language="ar",
        evidence=[],
        submission=uuid4(),
        at=NOON,
    )
    intake.open_with_code(reference=file.reference, code=code, pin="246810", address="192.0.2.1", at=NOON)
    with pytest.raises(intake.WrongCode):
        intake.open_with_code(reference=file.reference, code=code, pin="111111", address="192.0.2.1", at=NOON)


def test_the_same_deposit_sent_twice_is_one_file_and_its_code_is_not_shown_again(deposit, office, counter):
    submission = uuid4()
    first = deposit(submission=submission)
    again, code = intake.register_at_counter(
        office=office,
        by=counter,
        person=person(),
        declared={},
        language="ar",
        evidence=[],
        submission=submission,
        at=NOON,
    )
    assert (again, code) == (first, "")


def test_order_numbers_follow_each_other_without_a_gap(deposit):
    assert [deposit().order_number for _ in range(3)] == [1, 2, 3]


def test_a_paper_receipt_keeps_its_number_and_its_true_date(deposit, office):
    file = deposit(paper_number="R-0042", filed_on=date(2014, 2, 3))
    assert (file.channel, file.paper_number, file.filed_on, file.due_on) == (
        "paper", "R-0042", date(2014, 2, 3), date(2014, 4, 3),
    )  # fmt: skip
    with pytest.raises(intake.NotReady) as error:
        deposit(paper_number="R-0042", filed_on=date(2014, 2, 3))
    assert error.value.missing == "number_used"


def test_a_paper_receipt_of_tomorrow_is_refused(deposit):
    with pytest.raises(intake.NotReady):
        deposit(paper_number="R-1", filed_on=date(2014, 3, 4))


def test_only_the_counter_of_the_office_registers(deposit, examiner, other_office, counter):
    with pytest.raises(NotAllowed):
        deposit(by=examiner)
    with pytest.raises(NotAllowed):
        deposit(office=other_office)


def test_evidence_comes_in_with_the_deposit_and_a_refused_piece_keeps_nothing(deposit):
    file = deposit(
        evidence=[
            intake.Piece("passport", pdf()),
            intake.Piece("lease", impossible=True, note="The owner refuses"),
            intake.Piece("bill"),
        ]
    )
    assert list(file.evidence.order_by("kind").values_list("kind", "state")) == [
        ("bill", EvidenceState.RECEIVED), ("lease", EvidenceState.IMPOSSIBLE), ("passport", EvidenceState.RECEIVED),
    ]  # fmt: skip
    before = Application.objects.count()
    with pytest.raises(UploadRefused):
        deposit(evidence=[intake.Piece("passport", pdf(data=b"MZ not a pdf"))])
    assert Application.objects.count() == before


def test_the_file_of_somebody_who_may_be_a_child_is_restricted(deposit):
    born = type(person().birth)
    assert deposit(birth=born("year", date(1996, 1, 1), date(1996, 12, 31))).restricted is True
    assert deposit(birth=born("day", date(1996, 3, 3), date(1996, 3, 3))).restricted is False


def test_keys_find_the_person_and_follow_a_correction(deposit, examiner):
    file = deposit()
    intake.correct_identity(application=file, person=person(family_name="Diop"), by=examiner, at=NOON)
    keys = set(
        ApplicantKey.objects.filter(applicant=file.applicant_id).values_list("kind", "key", "birth_year")
    )
    assert keys == {
        (int(k.kind), k.key, k.birth_year) for k in rows.keys(Application.objects.get(pk=file.pk).applicant)
    }


def test_a_refusal_to_register_leaves_a_numbered_dated_slip(office, counter):
    made = [
        intake.refuse_registration(
            office=office, by=counter, name_said="Awa", ground="register_other_office", language="fr", at=NOON
        )
        for _ in range(2)
    ]
    assert [slip.number for slip in made] == [1, 2]
    assert Letter.objects.get(pk=made[0].letter).kind == "registration_refusal"
    assert Entry.objects.get(subject=made[0].pk).detail == {
        "ground": "register_other_office", "office": "BE-RAB", "number": 1,
    }  # fmt: skip


def test_a_slip_asked_for_twice_is_one_slip(office, counter, hire):
    given = {"office": office, "name_said": "Awa", "ground": "register_other_office", "language": "fr"}
    once = uuid4()
    made = [intake.refuse_registration(**given, by=counter, submission=once, at=NOON) for _ in range(2)]
    assert made[0] == made[1]
    assert (Letter.objects.count(), Entry.objects.filter(verb="registration_refused").count()) == (1, 1)
    assert intake.refuse_registration(**given, by=counter, submission=uuid4(), at=NOON).number == 2


def test_a_ground_outside_the_list_is_not_a_ground(office, counter):
    with pytest.raises(KeyError):
        intake.refuse_registration(
            office=office, by=counter, name_said="Awa", ground="reason_C1", language="fr", at=NOON
        )
    assert RegistrationRefusal.objects.count() == 0


def test_the_person_withdraws(deposit):
    file = deposit()
    file = intake.withdraw(application=file, by=own(file), at=NOON)
    assert (file.state, file.is_open) == (State.WITHDRAWN, False)


def test_a_lost_code_is_replaced_and_the_old_one_stops(office, counter):
    file, code = intake.register_at_counter(
        office=office,
        by=counter,
        person=person(),
        declared={},
        language="ar",
        evidence=[],
        submission=uuid4(),
        at=NOON,
    )
    fresh = intake.replace_code(application=file, by=counter, at=NOON)
    with pytest.raises(intake.WrongCode):
        intake.open_with_code(reference=file.reference, code=code, pin="123456", address="192.0.2.1", at=NOON)
    assert (
        intake.open_with_code(
            reference=file.reference, code=fresh, pin="123456", address="192.0.2.1", at=NOON
        )
        == file
    )


def test_no_sealed_piece_is_named_in_the_ledger(deposit):
    file = deposit(evidence=[intake.Piece("medical_certificate_sealed", pdf())])
    piece = Evidence.objects.get(application=file)
    assert (piece.sealed, piece.path.startswith("sealed/")) == (True, True)
    assert "medical" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_the_database_keeps_a_registered_file_from_losing_its_person(deposit):
    file = deposit()
    with pytest.raises(Exception, match="a_registered_file_has_its_person"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Application._meta.db_table} SET applicant_id = NULL")
    assert file.pk
